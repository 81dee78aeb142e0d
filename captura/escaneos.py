"""Abrir lo que se sube en papel (PDF, JPG, PNG): se acota, se dibuja de nuevo y se tira el resto.

Lo que se guarda son imágenes hechas aquí; nada de lo que traía el archivo llega a servirse.
"""

import hashlib
import io
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.conf import settings
from PIL import Image

from conoceles.comun.errores import ErrorDeDominio

MEGA = 1024 * 1024
BYTES_DE_UNO = 10 * MEGA
BYTES_DE_LOTE = 60 * MEGA
PAGINAS_DE_UNO = 4
PAGINAS_DE_LOTE = 100
ESPERA_EN_SEGUNDOS = 180
_TIPOS = {"pdf": "PDF", "jpg": "JPG", "jpeg": "JPG", "png": "PNG"}
_FIRMAS = ((b"%PDF-", "PDF"), (b"\xff\xd8\xff", "JPG"), (b"\x89PNG\r\n\x1a\n", "PNG"))
_FIN_DE_ZIP = b"PK\x05\x06"
_COLA = 66_000  # donde puede estar el final de un ZIP
_MENSAJES = {
    "cifrado": "El PDF está protegido con contraseña. Guárdelo sin ella y súbalo de nuevo.",
    "ilegible": "No se pudo abrir el archivo: está dañado o incompleto. Escanéelo de nuevo.",
    "medidas": "El PDF tiene páginas de medidas imposibles. Escanéelo en tamaño carta u oficio.",
    "muchos_pixeles": "La imagen tiene demasiados píxeles. Escanéela a 150 o 200 puntos por "
    "pulgada.",
    "memoria": "El archivo pide demasiada memoria para abrirse. Escanéelo de nuevo, en blanco y "
    "negro o a 150 puntos por pulgada.",
}
_SIN_RESPUESTA = "No se pudo leer el archivo. Escanéelo de nuevo y súbalo; nada se guardó."


class EscaneoRechazado(ErrorDeDominio):
    """El archivo no sirve; el mensaje dice por qué y qué hacer."""


@dataclass(frozen=True, slots=True)
class Pagina:
    """JPEG hecho aquí, su SHA-256 y lo que dicen sus QR."""

    datos: bytes
    huella: str
    codigos: tuple[str, ...] = ()

    @classmethod
    def de(cls, datos: bytes, codigos: tuple[str, ...] = ()) -> "Pagina":
        return cls(datos, hashlib.sha256(datos).hexdigest(), codigos)


def leer(
    datos: bytes,
    *,
    nombre: str,
    bytes_maximos: int,
    paginas_maximas: int,
    avance: Callable[[int, int], object] | None = None,
) -> list[Pagina]:
    """Las páginas de un PDF, o la única de una imagen. Lanza `EscaneoRechazado`.

    `avance(hecho, total)` se llama con cada página; lo que lance detiene la lectura.
    """
    tipo = exigir_tipo(datos, nombre, bytes_maximos)
    orden = [sys.executable, "-m", "captura.rasterizar"]
    orden += ["pdf" if tipo == "PDF" else "imagen", str(paginas_maximas)]
    with tempfile.TemporaryFile() as entrada:
        entrada.write(datos)
        entrada.seek(0)
        with subprocess.Popen(
            orden,
            stdin=entrada,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.RAIZ,
        ) as proceso:
            alto = threading.Timer(ESPERA_EN_SEGUNDOS, proceso.kill)
            alto.start()
            try:
                return list(_paginas(proceso.stdout, paginas_maximas, avance))
            finally:
                alto.cancel()
                proceso.kill()


def juntar(paginas: list[Pagina]) -> Pagina:
    """Varias páginas de un mismo documento en una sola imagen, una bajo otra."""
    if len(paginas) == 1:
        return paginas[0]
    imagenes = [Image.open(io.BytesIO(p.datos), formats=("JPEG",)) for p in paginas]
    lienzo = Image.new(
        "RGB", (max(i.width for i in imagenes), sum(i.height for i in imagenes)), "white"
    )
    y = 0
    for imagen in imagenes:
        lienzo.paste(imagen, (0, y))
        y += imagen.height
    salida = io.BytesIO()
    lienzo.save(salida, "JPEG", quality=78, optimize=True)
    codigos = tuple(codigo for p in paginas for codigo in p.codigos)
    return Pagina.de(salida.getvalue(), codigos)


def exigir_tipo(datos: bytes, nombre: str, maximo: int) -> str:
    """El tipo real, que debe ser el que dice el nombre y el único que hay dentro."""
    if len(datos) > maximo:
        raise EscaneoRechazado(
            f"El archivo pesa {len(datos) / MEGA:.1f} MB; el máximo es {maximo // MEGA} MB. "
            "Escanéelo a 150 puntos por pulgada o súbalo en partes."
        )
    if b"<svg" in datos[:2048].lower():
        raise EscaneoRechazado("Los dibujos SVG no se aceptan. Suba un PDF, JPG o PNG.")
    real = next((tipo for firma, tipo in _FIRMAS if datos.startswith(firma)), None)
    dicho = _TIPOS.get(PurePath(nombre).suffix.lower().removeprefix("."))
    if real is None or dicho is None:
        raise EscaneoRechazado("Solo se aceptan archivos PDF, JPG o PNG.")
    if real != dicho:
        raise EscaneoRechazado(
            f"El archivo se llama como {dicho} pero por dentro es {real}. Guárdelo de nuevo como "
            f"{dicho}, o corrija su nombre, y súbalo."
        )
    if _FIN_DE_ZIP in datos[-_COLA:] or (real != "PDF" and b"%PDF-" in datos):
        raise EscaneoRechazado(
            "El archivo trae otro escondido dentro y no se acepta. Escanee la hoja de nuevo."
        )
    return real


def _paginas(
    flujo: IO[bytes] | None, paginas_maximas: int, avance: Callable[[int, int], object] | None
) -> Iterator[Pagina]:
    hechas = total = 0
    while flujo and (renglon := flujo.readline()):
        try:
            dato = json.loads(renglon)
        except ValueError as error:
            raise EscaneoRechazado(_SIN_RESPUESTA) from error
        if "fin" in dato:
            return
        if "error" in dato:
            muchas = f"El PDF tiene más de {paginas_maximas} páginas. Súbalo en partes."
            raise EscaneoRechazado(_MENSAJES.get(dato["error"], muchas))
        if "paginas" in dato:
            total = dato["paginas"]
        else:
            hechas += 1
            yield Pagina.de(flujo.read(dato["bytes"]), tuple(dato["codigos"]))
        if avance:
            avance(hechas, total)
    # Se acabó sin decirlo: el proceso cayó a la mitad.
    raise EscaneoRechazado(_SIN_RESPUESTA)
