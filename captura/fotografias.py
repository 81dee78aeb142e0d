"""Limpieza de fotografías: lo que se sube nunca es lo que se sirve."""

import hashlib
import io
import math
import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

from candidaturas.fotos import ANCHOS, PROPORCION
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.errores import ErrorDeDominio

FORMATOS = ("JPEG", "PNG", "WEBP")
PIXELES_MAXIMOS = 40_000_000
LADO_GUARDADO = 1200
# Publicar no debe hacer esperar a nadie: AVIF a la velocidad más alta y WebP con el segundo método
# pesan casi lo mismo que con más esfuerzo.
CODIFICACION: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 10, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 2},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}
_ORIENTACION, _DE_LADO = 0x0112, {5, 6, 7, 8}
FUENTE = settings.RAIZ / "static" / "fuentes" / "atkinson-hyperlegible-next-700.woff2"
DEMASIADOS_PIXELES = "La fotografía tiene demasiados píxeles. Redúzcala y súbala de nuevo."


class FotografiaRechazada(ErrorDeDominio):
    """La imagen no sirve; el mensaje dice por qué y qué hacer."""


@dataclass(frozen=True, slots=True)
class Recorte:
    """Un recuadro en fracciones (0 a 1) de la imagen ya enderezada."""

    x: float = 0
    y: float = 0
    ancho: float = 1
    alto: float = 1

    @classmethod
    def de_texto(cls, texto: str) -> "Recorte":
        """De «x,y,ancho,alto». Lanza `ValueError` si no es un recuadro dentro de la imagen."""
        x, y, ancho, alto = (float(parte) for parte in texto.split(","))
        # La holgura es la del redondeo del navegador; una cantidad que no es número no la pasa.
        dentro = x >= 0 and y >= 0 and x + ancho <= 1.001 and y + alto <= 1.001
        if not (dentro and ancho > 0 and alto > 0):
            raise ValueError(texto)
        return cls(x, y, ancho, alto)

    def a_proporcion(self, medidas: tuple[int, int]) -> "Recorte":
        """El mayor recuadro con la proporción de todas, al centro de este."""
        base, altura = PROPORCION
        ancho, alto = self.ancho * medidas[0], self.alto * medidas[1]
        nuevo_ancho, nuevo_alto = min(ancho, alto * base / altura), min(alto, ancho * altura / base)
        return Recorte(
            self.x + (ancho - nuevo_ancho) / 2 / medidas[0],
            self.y + (alto - nuevo_alto) / 2 / medidas[1],
            nuevo_ancho / medidas[0],
            nuevo_alto / medidas[1],
        )

    def en(self, medidas: tuple[int, int]) -> tuple[int, int, int, int]:
        """La caja en píxeles de una imagen de esas medidas, de al menos un píxel."""
        ancho, alto = medidas
        izquierda, arriba = round(self.x * ancho), round(self.y * alto)
        derecha = min(ancho, max(izquierda + 1, round((self.x + self.ancho) * ancho)))
        abajo = min(alto, max(arriba + 1, round((self.y + self.alto) * alto)))
        return min(izquierda, derecha - 1), min(arriba, abajo - 1), derecha, abajo


@dataclass(frozen=True, slots=True)
class FotografiaLimpia:
    """JPEG sin metadatos, con sus medidas en píxeles y su SHA-256."""

    datos: bytes
    ancho: int
    alto: int
    huella: str


def limpiar(
    datos: bytes, *, maximo_kb: int, lado_minimo: int, recorte: Recorte | None = None
) -> FotografiaLimpia:
    """Abre, acota, endereza, recorta a la proporción de todas, quita EXIF y vuelve a codificar.

    Sin `recorte` se toma el centro. Lanza `FotografiaRechazada` con lo que la persona debe hacer.
    """
    if len(datos) > maximo_kb * 1024:
        raise FotografiaRechazada(
            f"La fotografía pesa {len(datos) // 1024} KB; el máximo es {maximo_kb} KB. "
            "Guárdela con menor tamaño y súbala de nuevo."
        )
    try:
        imagen: Image.Image = Image.open(io.BytesIO(datos), formats=FORMATOS)
        if imagen.width * imagen.height > PIXELES_MAXIMOS:
            raise FotografiaRechazada(DEMASIADOS_PIXELES)
        girada = imagen.getexif().get(_ORIENTACION, 1) in _DE_LADO
        ancho, alto = imagen.size[::-1] if girada else imagen.size
        caja = (recorte or Recorte()).a_proporcion((ancho, alto))
        _reducir(imagen, LADO_GUARDADO / (caja.alto * alto))
        imagen = _recortar(ImageOps.exif_transpose(imagen), caja)
    except FotografiaRechazada:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FotografiaRechazada(DEMASIADOS_PIXELES) from error
    # Pillow lanza de todo ante bytes hostiles (SyntaxError y struct.error incluidos).
    except Exception as error:
        raise FotografiaRechazada(
            "No se pudo abrir la imagen. Suba una fotografía JPG, PNG o WebP."
        ) from error
    if min(ancho, alto) < lado_minimo:
        raise FotografiaRechazada(
            f"La fotografía mide {ancho} × {alto} píxeles; "
            f"el lado menor debe medir al menos {lado_minimo}."
        )
    if caja.ancho * ancho < minimo_del_recorte(lado_minimo) - 1:
        raise FotografiaRechazada("El recorte quedó muy pequeño. Amplíe el recuadro.")
    return _codificar(imagen)


def minimo_del_recorte(lado_minimo: int) -> int:
    """Píxeles de ancho: los que deja el recorte del centro en la imagen más chica que se admite."""
    base, altura = PROPORCION
    return lado_minimo * base // altura


def _reducir(imagen: Image.Image, factor: float) -> None:
    """Antes de convertir nada: una imagen de 40 megapíxeles no cabe tres veces en memoria."""
    if factor < 1:
        medidas = (math.ceil(imagen.width * factor), math.ceil(imagen.height * factor))
        imagen.draft("RGB", medidas)
        imagen.thumbnail(medidas)


def _recortar(imagen: Image.Image, caja: Recorte) -> Image.Image:
    imagen = _solo_pixeles(imagen.crop(caja.en(imagen.size)))
    base, altura = PROPORCION
    ancho = min(imagen.width, imagen.height * base // altura, LADO_GUARDADO * base // altura)
    return ImageOps.fit(imagen, (max(ancho, 1), max(ancho * altura // base, 1)))


def _solo_pixeles(imagen: Image.Image) -> Image.Image:
    """Copia sobre fondo blanco, sin nada más: Pillow conserva comentarios y perfiles en `info`,
    y por ahí pasarían bytes de quien subió el archivo."""
    con_alfa = imagen.convert("RGBA")
    limpia = Image.new("RGB", imagen.size, "white")
    limpia.paste(con_alfa, mask=con_alfa)
    return limpia


def para_publicar(datos: bytes) -> bytes:
    """La copia pública. En la demostración lleva la leyenda estampada."""
    if not settings.ES_DEMO:
        return datos
    imagen = _abrir(datos)
    _estampar(imagen)
    return _codificar(imagen).datos


# De qué original → las copias que otro hilo ya está haciendo.
_adelantadas: dict[bytes, Future[dict[int, dict[str, bytes]]]] = {}
_APARTE = ThreadPoolExecutor(1)


def adelantar_copias(datos: bytes) -> None:
    """Empieza a hacerlas: quien las pida después no espera. Solo lo que se va a publicar."""
    _adelantadas[hashlib.sha256(datos).digest()] = _APARTE.submit(_hacer_copias, datos)


def copias(datos: bytes) -> dict[int, dict[str, bytes]]:
    adelantadas = _adelantadas.pop(hashlib.sha256(datos).digest(), None)
    return adelantadas.result() if adelantadas else _hacer_copias(datos)


def _hacer_copias(datos: bytes) -> dict[int, dict[str, bytes]]:
    """Por ancho y formato, la fotografía recortada a la proporción con la que se ven todas.

    Ninguna se agranda: una fotografía chica tiene menos anchos, el suyo incluido. Se hacen a la vez
    en los núcleos que haya: publicar no debe hacer esperar.
    """
    original = _abrir(datos)
    base, altura = PROPORCION
    mayor = min(original.width, original.height * base // altura, ANCHOS[-1])
    anchos = sorted({mayor, *(ancho for ancho in ANCHOS if ancho < mayor)})
    with ThreadPoolExecutor(os.cpu_count()) as hilos:
        imagenes = list(hilos.map(partial(_a_lo_ancho, original), anchos))
        hechas = hilos.map(_codificada, *zip(*product(imagenes, CODIFICACION), strict=True))
        return {ancho: {formato: next(hechas) for formato in CODIFICACION} for ancho in anchos}


def _a_lo_ancho(original: Image.Image, ancho: int) -> Image.Image:
    base, altura = PROPORCION
    imagen = ImageOps.fit(original, (ancho, ancho * altura // base), Image.Resampling.LANCZOS)
    if settings.ES_DEMO:
        # Después de recortar: si no, el recorte se llevaría la leyenda.
        _estampar(imagen)
    return imagen


def _codificada(imagen: Image.Image, formato: str) -> bytes:
    salida = io.BytesIO()
    imagen.save(salida, **CODIFICACION[formato])
    return salida.getvalue()


def _abrir(datos: bytes) -> Image.Image:
    return Image.open(io.BytesIO(datos), formats=("JPEG",)).convert("RGB")


def _estampar(imagen: Image.Image) -> None:
    """La leyenda de demostración, al pie y a lo ancho que quepa."""
    lienzo = ImageDraw.Draw(imagen)
    alto_banda = max(16, imagen.height // 14)
    fuente = _fuente(imagen.width, alto_banda * 0.6)
    lienzo.rectangle((0, imagen.height - alto_banda, imagen.width, imagen.height), fill="#1f2933")
    lienzo.text(
        (imagen.width / 2, imagen.height - alto_banda / 2),
        LEYENDA,
        fill="white",
        font=fuente,
        anchor="mm",
    )


@cache
def _fuente(ancho: int, alto: float) -> ImageFont.FreeTypeFont:
    """La del sitio, porque la que trae Pillow no tiene «Ó». Abrirla cuesta más que escribir."""
    fuente = ImageFont.truetype(FUENTE, size=alto)
    if (largo := fuente.getlength(LEYENDA)) > ancho * 0.96:
        fuente = ImageFont.truetype(FUENTE, size=fuente.size * ancho * 0.96 / largo)
    return fuente


def _codificar(imagen: Image.Image) -> FotografiaLimpia:
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=85, optimize=True, progressive=True)
    datos = salida.getvalue()
    return FotografiaLimpia(datos, imagen.width, imagen.height, hashlib.sha256(datos).hexdigest())
