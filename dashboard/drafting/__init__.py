"""Data packages begun, imported and tidied, for who makes an atlas of their own."""
