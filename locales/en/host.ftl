# What the program says itself, before or without its window's page.

window-title = Guitu, the way home
