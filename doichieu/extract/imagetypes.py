"""Image files told by their first bytes."""

from __future__ import annotations

PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
WEBP, BMP, GIF, JPEG_2000, AVIF = "image/webp", "image/bmp", "image/gif", "image/jp2", "image/avif"
HEIC = "image/heic"
"""Photographs of telephones; no library with a permissive licence decodes them."""
IMAGES = frozenset({PNG, JPEG, TIFF, WEBP, BMP, GIF, JPEG_2000, AVIF})
"""Those that are read."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"\x00\x00\x00\x0cjP  \r\n", JPEG_2000),
    (b"\xff\x4f\xff\x51", JPEG_2000),
)
# The brand of an ISO base media file (ISO/IEC 14496-12) stands behind its size and "ftyp".
_BRANDS = {b"avif": AVIF, b"heic": HEIC, b"heix": HEIC, b"hevc": HEIC, b"mif1": HEIC, b"msf1": HEIC}
# Sizes of the header that follows the 14 bytes of a bitmap's file header.
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})


def image_type_of(data: bytes) -> str | None:
    """Media type of an image file; None when the content is none.

    Args:
        data: Its first bytes, 32 or more.
    """
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12])
    # Prose may begin with "BM" too; a bitmap goes on with its size, four zeros and the size of a header.
    is_bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    return BMP if is_bitmap and int.from_bytes(data[14:18], "little") in _BMP_HEADERS else None
