"""The dialogs of the window itself: what to do about its file."""
