"""La imagen con la que se comparte una candidatura: nombre, cargo y territorio, igual para todas.

Sin fotografía, sin siglas y sin color de nadie: dice lo mismo antes y después de publicar.
"""

import io
from functools import cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from candidaturas.models import Candidatura
from conoceles.comun.demostracion import LEYENDA

ANCHO, ALTO = 1200, 630
MARGEN = 80
TINTA, SUAVE, PAPEL, FILETE = "#1d2b36", "#46555f", "#ffffff", "#8a97a0"
FRANJA = 64
RENGLONES_DEL_NOMBRE = 3
FUENTES = settings.RAIZ / "static" / "fuentes"


def imagen_para_compartir(candidatura: Candidatura) -> bytes:
    """PNG de 1200 × 630."""
    eleccion = candidatura.formula.eleccion
    imagen = Image.new("RGB", (ANCHO, ALTO), PAPEL)
    lienzo = ImageDraw.Draw(imagen)
    lienzo.text((MARGEN, 64), "Candidatas y Candidatos, Conóceles", SUAVE, _letra(400, 34))
    lienzo.line((MARGEN, 126, ANCHO - MARGEN, 126), FILETE, 3)
    y = _nombre(lienzo, candidatura.nombre, 156)
    lienzo.text((MARGEN, y + 22), _acortado(eleccion.cargo.nombre, 42), TINTA, _letra(400, 42))
    lienzo.text((MARGEN, y + 80), _acortado(eleccion.nombre_territorio, 42), SUAVE, _letra(400, 42))
    pie = ALTO - MARGEN - (FRANJA if settings.ES_DEMO else 0)
    lienzo.text((MARGEN, pie), _acortado(settings.INSTITUTO["nombre"], 30), SUAVE, _letra(400, 30))
    if settings.ES_DEMO:
        lienzo.rectangle((0, ALTO - FRANJA, ANCHO, ALTO), fill=TINTA)
        centro = (ANCHO / 2, ALTO - FRANJA / 2)
        lienzo.text(centro, LEYENDA, PAPEL, _letra(700, 32), anchor="mm")
    salida = io.BytesIO()
    # Dos tintas y sus medios tonos: con paleta pesa la tercera parte.
    imagen.quantize(32).save(salida, "PNG", optimize=True)
    return salida.getvalue()


def _nombre(lienzo: ImageDraw.ImageDraw, nombre: str, y: int) -> int:
    """Escribe el nombre tan grande como quepa y devuelve dónde terminó."""
    renglones: list[str] = []
    medida = 76
    for medida in (76, 64, 54, 46):
        renglones = _partir(nombre, _letra(700, medida))
        if len(renglones) <= RENGLONES_DEL_NOMBRE and len(renglones) * medida <= 200:
            break
    for renglon in renglones[:RENGLONES_DEL_NOMBRE]:
        lienzo.text((MARGEN, y), renglon, TINTA, _letra(700, medida))
        y += round(medida * 1.2)
    return y


def _partir(texto: str, letra: ImageFont.FreeTypeFont) -> list[str]:
    renglones = [""]
    for palabra in texto.split():
        candidato = f"{renglones[-1]} {palabra}".strip()
        if renglones[-1] and letra.getlength(candidato) > ANCHO - 2 * MARGEN:
            renglones.append(palabra)
        else:
            renglones[-1] = candidato
    return renglones


def _acortado(texto: str, medida: int) -> str:
    letra = _letra(400, medida)
    if letra.getlength(texto) <= ANCHO - 2 * MARGEN:
        return texto
    while texto and letra.getlength(f"{texto}…") > ANCHO - 2 * MARGEN:
        texto = texto[:-1]
    return f"{texto.rstrip()}…"


@cache
def _letra(peso: int, medida: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FUENTES / f"atkinson-hyperlegible-next-{peso}.woff2", size=medida)
