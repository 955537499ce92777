"""One function = one thing that a user can do: ``(database, ...) -> frozen dataclass``. No Qt."""
