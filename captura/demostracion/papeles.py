"""Papeles que a simple vista son de mentira: una credencial, una declaración."""

import io

from PIL import Image, ImageDraw, ImageFont

from captura.fotografias import FUENTE


def papel_ficticio(titulo: str, nombre: str, formato: str = "JPEG") -> bytes:
    """Una hoja con ese título y ese nombre; `formato`: JPEG o PDF."""
    imagen = Image.new("RGB", (640, 400), "#eef1f2")
    pincel = ImageDraw.Draw(imagen)
    pincel.rectangle((8, 8, 631, 391), outline="#4f5f6f", width=4)
    letra = ImageFont.truetype(FUENTE, 28)
    pincel.text((40, 60), titulo, fill="#26262b", font=letra)
    pincel.text((40, 190), nombre, fill="#26262b", font=letra)
    salida = io.BytesIO()
    imagen.save(salida, formato, quality=85)
    return salida.getvalue()
