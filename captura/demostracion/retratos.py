"""Retratos que a simple vista son dibujos: ninguna fotografía, ningún rostro de nadie."""

import io
import random

from PIL import Image, ImageDraw

from candidaturas.models import Sexo

ANCHO, ALTO = 600, 750
# Cada una se vuelve a codificar seis veces al publicarse: con esto basta para un dibujo.
MEDIDAS = (320, 400)
PIELES = ("#f3d3b8", "#e3b48f", "#c98f66", "#a86f4a", "#7d4f33")
CABELLOS = ("#2a211d", "#4a342a", "#6f5140", "#8d8d8d", "#c9c5bf", "#1d1d22")
# Tonos apagados que no recuerdan a partido alguno; el fondo es el mismo para todas las personas.
ROPAS = ("#5d6b73", "#7b6f80", "#6e7f75", "#857463", "#4f5f6f", "#8a7f8d")
FONDO = "#dfe4e6"


MELENA, RECOGIDO, CORTO, RIZADO = range(4)
ESTILOS = {
    Sexo.MUJER: (MELENA, RECOGIDO, RIZADO),
    Sexo.HOMBRE: (CORTO, RIZADO),
    Sexo.NO_BINARIO: (MELENA, CORTO, RIZADO),
}


def retrato(semilla: int, sexo: Sexo) -> bytes:
    """JPEG de 320 × 400 con un dibujo geométrico; la misma semilla da siempre el mismo."""
    azar = random.Random(semilla)  # noqa: S311
    piel, cabello, ropa = azar.choice(PIELES), azar.choice(CABELLOS), azar.choice(ROPAS)
    imagen = Image.new("RGB", (ANCHO, ALTO), FONDO)
    pincel = ImageDraw.Draw(imagen)
    estilo = azar.choice(ESTILOS[sexo])
    if estilo == MELENA:
        pincel.rounded_rectangle((165, 160, 435, 560), radius=130, fill=cabello)
    elif estilo == RECOGIDO:
        pincel.ellipse((245, 95, 355, 205), fill=cabello)
    pincel.rounded_rectangle((90, 560, 510, 900), radius=150, fill=ropa)
    pincel.rounded_rectangle((250, 440, 350, 610), radius=45, fill=piel)
    pincel.ellipse((190, 190, 410, 490), fill=piel)
    if estilo == RIZADO:
        for _ in range(26):
            x, y = azar.randint(190, 410), azar.randint(165, 260)
            radio = azar.randint(22, 40)
            pincel.ellipse((x - radio, y - radio, x + radio, y + radio), fill=cabello)
    else:
        pincel.pieslice((183, 150, 417, 410), 180, 360, fill=cabello)
    for centro in (255, 345):
        pincel.ellipse((centro - 9, 328, centro + 9, 350), fill="#26262b")
        pincel.arc((centro - 26, 296, centro + 26, 330), 200, 340, fill=cabello, width=7)
    pincel.arc((292, 352, 312, 400), 20, 150, fill="#26262b", width=4)
    pincel.arc((258, 385, 342, 440), 20, 160, fill="#8c4a42", width=7)
    if azar.random() < 0.35:
        for centro in (255, 345):
            pincel.ellipse((centro - 36, 304, centro + 36, 376), outline="#26262b", width=5)
        pincel.line((291, 338, 309, 338), fill="#26262b", width=5)
    salida = io.BytesIO()
    imagen.resize(MEDIDAS, Image.Resampling.BICUBIC).save(salida, "JPEG", quality=85)
    return salida.getvalue()
