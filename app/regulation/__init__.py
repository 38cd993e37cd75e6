"""聊发〔1995〕34号 as code: pure functions over values, standard library only."""
