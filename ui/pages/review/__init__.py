"""年度考评: the year on one screen."""
