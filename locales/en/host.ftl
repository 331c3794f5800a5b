# What the program says itself, before or without its window's page.

window-title = Guitu, the way home
# Title of the native dialog when the program cannot go on. $reason is a short technical word.
startup-failed = Guitu could not start ({ $reason })
