"""The page: layout, addresses, what the browser is sent; all Dash lives here."""
