"""Fotografías en un ZIP, cada una nombrada con el folio de su candidatura.

Nada del ZIP se escribe en disco con su nombre: se lee cada archivo, acotado, y se limpia. La vista
previa es otro ZIP, ya con las imágenes limpias, y de ahí salen las que se aplican.
"""

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from django.core.exceptions import PermissionDenied

from captura.fotografias import FotografiaLimpia, FotografiaRechazada, limpiar
from captura.hojas.alcance import Alcance, por_que_no_se_edita
from captura.hojas.aplicacion import NoSeAplica
from captura.hojas.revision import Suerte
from captura.models import Adscripcion, Cuestionario
from captura.servicios.bloqueo import bloquear
from captura.servicios.captura import poner_fotografia
from conoceles.comun.errores import ErrorDeDominio

ARCHIVOS_MAXIMOS = 5_000
RENGLONES = "renglones.json"
_DANADO = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError)
_CIFRADO = 0x1
NO_SE_APLICO = "No se aplicó nada: suba el ZIP otra vez para ver cómo está ahora."


class ZipIlegible(ErrorDeDominio):
    """El ZIP no se puede usar; el mensaje dice por qué."""


@dataclass(slots=True)
class Foto:
    """Un archivo del ZIP. `anterior` es la huella de la fotografía que hoy tiene su candidatura."""

    archivo: str
    folio: str = ""
    nombre: str = ""
    cuestionario: int | None = None
    anterior: str = ""
    huella: str = ""
    ancho: int = 0
    alto: int = 0
    error: str = ""

    @property
    def suerte(self) -> Suerte:
        if self.error:
            return Suerte.ERROR
        return Suerte.IGUAL if self.huella == self.anterior else Suerte.CAMBIA


# --- Revisar ---------------------------------------------------------------------------------
def revisar_zip(ruta: Path, alcance: Alcance, avance, destino: Path) -> list[Foto]:
    """Limpia cada fotografía y escribe la vista previa en `destino`. Lanza `ZipIlegible`."""
    with _abrir(ruta) as origen:
        partes = [p for p in origen.infolist() if _cuenta(p)]
        if not partes:
            raise ZipIlegible("El ZIP no trae fotografías.")
        if len(partes) > ARCHIVOS_MAXIMOS:
            raise ZipIlegible(f"El ZIP trae más de {ARCHIVOS_MAXIMOS:,} archivos. Divídalo.")
        if any(p.flag_bits & _CIFRADO for p in partes):
            raise ZipIlegible("El ZIP está protegido con contraseña. Hágalo de nuevo sin ella.")
        fotos = [_hallar(parte, alcance) for parte in partes]
        _rehusar_repetidas(fotos)
        with zipfile.ZipFile(destino, "w", zipfile.ZIP_STORED) as previa:
            for hechas, (parte, foto) in enumerate(zip(partes, fotos, strict=True), start=1):
                avance(hechas, len(partes))
                if not foto.error:
                    _limpiar(origen, parte, foto, alcance, previa)
            _escribir(previa, RENGLONES, json.dumps([asdict(f) for f in fotos]).encode())
    return fotos


@contextmanager
def _abrir(ruta: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(ruta) as origen:
            yield origen
    except zipfile.BadZipFile as error:
        raise ZipIlegible(f"El archivo {ruta.name} no es un ZIP o está dañado.") from error


def _cuenta(parte: zipfile.ZipInfo) -> bool:
    """Ni carpetas ni lo que añaden los sistemas operativos por su cuenta."""
    nombre = PurePosixPath(parte.filename.replace("\\", "/"))
    ajeno = "__MACOSX" in nombre.parts or nombre.name.startswith(".") or nombre.name == "Thumbs.db"
    return not parte.is_dir() and not ajeno


def _hallar(parte: zipfile.ZipInfo, alcance: Alcance) -> Foto:
    ruta = PurePosixPath(parte.filename.replace("\\", "/"))
    foto = Foto(archivo=parte.filename[:120], folio=ruta.stem.strip()[:40])
    if ruta.is_absolute() or ".." in ruta.parts or ":" in ruta.parts[0]:
        foto.error = "Su nombre apunta a otra carpeta. Hágalo de nuevo con las fotografías sueltas."
        return foto
    if ruta.suffix.lower() == ".zip":
        foto.error = "Es otro ZIP. Saque las fotografías y póngalas en uno solo."
        return foto
    cuestionario = alcance.hallar(foto.folio)
    if cuestionario is None:
        foto.error = f"«{foto.folio}» no es el folio de una candidatura que usted capture."
        return foto
    foto.cuestionario = cuestionario.pk
    foto.nombre = cuestionario.candidatura.nombre
    foto.anterior = cuestionario.foto.huella if cuestionario.foto else ""
    foto.error = por_que_no_se_edita(cuestionario)
    return foto


def _rehusar_repetidas(fotos: list[Foto]) -> None:
    cuantas = Counter(f.cuestionario for f in fotos if f.cuestionario)
    for foto in fotos:
        if foto.cuestionario and cuantas[foto.cuestionario] > 1:
            foto.error = f"Hay {cuantas[foto.cuestionario]} archivos para {foto.nombre}. Deje uno."


def _limpiar(
    origen: zipfile.ZipFile,
    parte: zipfile.ZipInfo,
    foto: Foto,
    alcance: Alcance,
    previa: zipfile.ZipFile,
) -> None:
    maximo_kb = alcance.proceso.parametro("foto_maximo_kb")
    try:
        with origen.open(parte) as archivo:
            # Uno más que el máximo: basta para saber que se pasa, diga lo que diga el ZIP.
            datos = archivo.read(maximo_kb * 1024 + 1)
        limpia = limpiar(
            datos,
            maximo_kb=maximo_kb,
            lado_minimo=alcance.proceso.parametro("foto_lado_minimo"),
        )
    except FotografiaRechazada as error:
        foto.error = str(error)
    except _DANADO:
        foto.error = "Está dañado dentro del ZIP."
    else:
        foto.huella, foto.ancho, foto.alto = limpia.huella, limpia.ancho, limpia.alto
        _escribir(previa, f"{foto.huella}.jpg", limpia.datos)


def _escribir(previa: zipfile.ZipFile, nombre: str, datos: bytes) -> None:
    # Sin la hora: el mismo ZIP da la misma vista previa.
    if nombre not in previa.namelist():
        previa.writestr(zipfile.ZipInfo(nombre), datos)


# --- Leer la vista previa --------------------------------------------------------------------
def leer(ruta: Path) -> list[Foto]:
    with zipfile.ZipFile(ruta) as previa:
        return [Foto(**datos) for datos in json.loads(previa.read(RENGLONES))]


def imagen(ruta: Path, foto: Foto) -> bytes:
    with zipfile.ZipFile(ruta) as previa:
        return previa.read(f"{foto.huella}.jpg")


def cuentas(fotos: list[Foto]) -> dict[Suerte, int]:
    halladas = Counter(f.suerte for f in fotos)
    return {suerte: halladas[suerte] for suerte in (Suerte.CAMBIA, Suerte.ERROR, Suerte.IGUAL)}


def resumen(fotos: list[Foto]) -> str:
    n = cuentas(fotos)
    return (
        f"{n[Suerte.CAMBIA]} por guardar, {n[Suerte.IGUAL]} iguales a la que ya está y "
        f"{n[Suerte.ERROR]} que no se pueden usar."
    )


# --- Aplicar ---------------------------------------------------------------------------------
def aplicar_fotos(ruta: Path, adscripcion: Adscripcion, avance, *, meses: int) -> int:
    """Guarda las que sí se pueden usar y devuelve cuántas.

    Se llama dentro de una transacción: si una ya no puede, ninguna queda. Lanza `NoSeAplica`.
    """
    por_guardar = sorted(
        (f for f in leer(ruta) if f.suerte is Suerte.CAMBIA), key=lambda f: f.cuestionario or 0
    )
    for hechas, foto in enumerate(por_guardar, start=1):
        avance(hechas, len(por_guardar))
        _guardar(foto, imagen(ruta, foto), adscripcion, meses)
    return len(por_guardar)


def _guardar(foto: Foto, datos: bytes, adscripcion: Adscripcion, meses: int) -> None:
    try:
        cuestionario = bloquear(adscripcion, foto.cuestionario or 0)
        if (cuestionario.foto.huella if cuestionario.foto else "") != foto.anterior:
            raise NoSeAplica(
                f"{foto.nombre}: otra persona cambió su fotografía después de esta vista previa. "
                f"{NO_SE_APLICO}"
            )
        poner_fotografia(
            cuestionario=cuestionario,
            limpia=FotografiaLimpia(datos, foto.ancho, foto.alto, foto.huella),
            adscripcion=adscripcion,
            meses_declarados=meses,
        )
    except (PermissionDenied, Cuestionario.DoesNotExist) as error:
        raise NoSeAplica(f"{foto.nombre}: ya no puede editarse. {NO_SE_APLICO}") from error
