"""Limpieza de las declaraciones en PDF: lo que se sube nunca es lo que se sirve.

Se hace un documento nuevo con las puras páginas. Lo activo (guiones, acciones, archivos adjuntos,
formularios, multimedia) y los metadatos no se buscan para borrarlos: simplemente no se copian. Lo
llenado en un formulario se dibuja antes en su página, para que no se pierda.
"""

import hashlib
import io
import re
import zlib
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from conoceles.comun.errores import ErrorDeDominio

# Lo que hereda una página de las que la agrupan, y lo único que se copia de ella.
HEREDABLES = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
DE_LA_PAGINA = {"/Type", "/Contents", "/Parent", *HEREDABLES}
# Lo que podría quedar dentro de un recurso: una imagen o un dibujo no necesita nada de esto.
PROHIBIDAS = {
    "/A", "/AA", "/AF", "/Annots", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/Launch",
    "/Metadata", "/Names", "/OC", "/OPI", "/OpenAction", "/PieceInfo", "/Ref", "/RichMediaContent",
    "/StructParent", "/StructParents", "/URI",
}  # fmt: skip
OBJETOS_MAXIMOS = 100_000
HONDURA_MAXIMA = 50
# Un archivo chico que al descomprimirse no cabe en memoria no es una declaración.
INFLADO_MAXIMO = 200 * 1024 * 1024
_FLUJO = re.compile(rb"stream\r?\n")
NO_SE_ABRE = "No se pudo abrir el PDF: está dañado. Vuelva a guardarlo como PDF y súbalo."


class DeclaracionRechazada(ErrorDeDominio):
    """El archivo no sirve; el mensaje dice por qué y qué hacer."""


@dataclass(frozen=True, slots=True)
class DeclaracionLimpia:
    """PDF nuevo con las puras páginas, cuántas son y su SHA-256."""

    datos: bytes
    paginas: int
    huella: str


def limpiar(datos: bytes, *, maximo_kb: int, maximo_paginas: int) -> DeclaracionLimpia:
    """Comprueba y rehace el documento. Lanza `DeclaracionRechazada` con lo que hay que hacer."""
    if len(datos) > maximo_kb * 1024:
        raise DeclaracionRechazada(
            f"El archivo pesa {len(datos) // 1024} KB; el máximo es {maximo_kb} KB."
        )
    if not datos.startswith(b"%PDF-"):
        raise DeclaracionRechazada("El archivo no es un PDF. Guárdelo como PDF y súbalo de nuevo.")
    if _se_infla(datos):
        raise DeclaracionRechazada("El PDF está comprimido en exceso. Vuelva a guardarlo como PDF.")
    try:
        with pikepdf.open(io.BytesIO(datos)) as original:
            _revisar(original, maximo_paginas)
            limpio = _rehacer(original)
    except pikepdf.PasswordError as error:
        raise DeclaracionRechazada(
            "El PDF tiene contraseña. Quítesela y súbalo de nuevo."
        ) from error
    except DeclaracionRechazada:
        raise
    # qpdf lanza de todo ante bytes hostiles.
    except Exception as error:
        raise DeclaracionRechazada(NO_SE_ABRE) from error
    return limpio


def _se_infla(datos: bytes) -> bool:
    """Si lo comprimido, ya suelto, pasa de lo que cabe. Lo mide sin guardarlo entero."""
    total = 0
    for inicio in _FLUJO.finditer(datos):
        suelto = zlib.decompressobj()
        try:
            total += len(suelto.decompress(datos[inicio.end() :], INFLADO_MAXIMO - total + 1))
        except zlib.error:
            continue  # no todo flujo va comprimido así
        if total > INFLADO_MAXIMO:
            return True
    return False


def _revisar(original: Pdf, maximo_paginas: int) -> None:
    if original.is_encrypted:
        raise DeclaracionRechazada("El PDF está protegido. Quítele la protección y súbalo.")
    if len(original.objects) > OBJETOS_MAXIMOS:
        raise DeclaracionRechazada("El PDF es demasiado complejo. Imprímalo como PDF y súbalo.")
    paginas = len(original.pages)
    if not 1 <= paginas <= maximo_paginas:
        raise DeclaracionRechazada(
            f"El PDF tiene {paginas} páginas; debe tener entre 1 y {maximo_paginas}."
        )


def _rehacer(original: Pdf) -> DeclaracionLimpia:
    original.flatten_annotations()
    nuevo = pikepdf.new()
    for pagina in original.pages:
        _dejar_lo_visible(pagina.obj)
        nuevo.pages.append(pagina)
    for objeto in nuevo.objects:
        _podar(objeto)
    salida = io.BytesIO()
    nuevo.remove_unreferenced_resources()
    nuevo.save(salida, deterministic_id=True)
    datos = salida.getvalue()
    return DeclaracionLimpia(datos, len(nuevo.pages), hashlib.sha256(datos).hexdigest())


def _dejar_lo_visible(pagina: Dictionary) -> None:
    for clave in HEREDABLES:
        if clave not in pagina and (valor := _heredado(pagina, clave)) is not None:
            pagina[clave] = valor
    for clave in set(pagina.keys()) - DE_LA_PAGINA:
        del pagina[clave]


def _heredado(pagina: Dictionary, clave: str):
    nodo = pagina.get(Name.Parent)
    for _ in range(HONDURA_MAXIMA):
        if nodo is None or clave in nodo:
            break
        nodo = nodo.get(Name.Parent)
    return nodo.get(clave) if nodo is not None else None


def _podar(objeto, hondura: int = 0) -> None:
    """Quita lo prohibido de un objeto y de los que lleva dentro; los que solo cita van aparte."""
    if hondura > HONDURA_MAXIMA:
        raise DeclaracionRechazada(NO_SE_ABRE)
    dentro: list = []
    if isinstance(objeto, pikepdf.Array):
        dentro = list(objeto)
    elif isinstance(objeto, pikepdf.Dictionary | pikepdf.Stream):
        for clave in PROHIBIDAS & set(objeto.keys()):
            del objeto[clave]
        dentro = [valor for _, valor in objeto.items()]
    for valor in dentro:
        if isinstance(valor, pikepdf.Object) and not valor.is_indirect:
            _podar(valor, hondura + 1)
