"""The frame around every page: top bar, navigation, status bar."""
