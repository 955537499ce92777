"""One screen each. Pages do not know each other; `rccdesk.ui.registry` names them."""
