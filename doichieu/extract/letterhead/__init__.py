"""Letterhead and signature block: number, kind, issuer, place, date, subject, signer."""
