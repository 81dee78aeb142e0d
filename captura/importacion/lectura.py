"""Abrir el archivo, sea cual sea, y dar sus renglones como campo → texto."""

import csv
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine as calamine

from captura.importacion.codificacion import detectar, huella_de_archivo
from captura.importacion.encabezados import FILAS_EN_QUE_SE_BUSCA, FORMATOS, PREP, Formato, buscar
from captura.importacion.errores import ArchivoIlegible
from captura.importacion.limpieza import a_texto
from captura.importacion.nombres import llano
from captura.importacion.reporte import Nivel, Reporte

MEGA = 1024 * 1024
MAXIMO = 100 * MEGA
MAXIMO_DESCOMPRIMIDO = 512 * MEGA
# Lo que `zipfile` puede lanzar ante una parte dañada o cifrada.
_ZIP_DANADO = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
MAXIMO_DE_CELDAS = 5_000_000
_AREA = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]{1,3})([0-9]{1,7})"')
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARADORES = ",;\t|"


class Archivo:
    """Un archivo ya reconocido: su formato, sus columnas y sus renglones, de uno en uno."""

    def __init__(
        self,
        ruta: Path,
        huella: str,
        filas: Iterator[tuple[int, list[str]]],
        formatos: tuple[Formato, ...] = FORMATOS,
    ):
        self.ruta, self.huella = ruta, huella
        # (columna, valor, nivel, asunto, detalle): de todo el archivo, no de un renglón.
        self.avisos: list[tuple[str, str, Nivel, str, str]] = []
        self._filas = filas
        self._primeras = []
        for numerada in filas:
            self._primeras.append(numerada)
            if len(self._primeras) == FILAS_EN_QUE_SE_BUSCA:
                break
        if not self._primeras:
            raise ArchivoIlegible(f"El archivo {ruta.name} está vacío.")
        indice, self.formato = buscar([celdas for _, celdas in self._primeras], formatos)
        self._fila_de_encabezado, self.encabezado = self._primeras[indice]
        self._primeras = self._primeras[indice + 1 :]
        if self._fila_de_encabezado != 1:
            self._avisar(
                "", "", Nivel.CAMBIO, "encabezado",
                f"El encabezado se encontró en la fila {self._fila_de_encabezado}.",
            )  # fmt: skip
        self._completar_encabezado()
        self.columnas = self.formato.reconocidos(self.encabezado)
        self._posiciones = {
            campo: self.encabezado.index(nombre) for campo, nombre in self.columnas.items()
        }
        self._avisar_de_columnas()

    def _avisar(self, *aviso) -> None:
        self.avisos.append(aviso)

    def _completar_encabezado(self) -> None:
        """El original de diputaciones de 2017 trae una columna más que su encabezado."""
        while self.encabezado and not self.encabezado[-1].strip():
            self.encabezado.pop()
        anchos = {len(c) for _, c in self._primeras if any(c)}
        if self.formato is PREP and len(self.encabezado) == 3 and anchos == {4}:
            self.encabezado = [self.encabezado[0], "ID_DISTRITO_LOCAL", *self.encabezado[1:]]
            self._avisar(
                "ID_DISTRITO_LOCAL", "", Nivel.DUDA, "columna sin nombre",
                "Cada renglón trae una columna más que el encabezado: la segunda se leyó como "
                "distrito local.",
            )  # fmt: skip

    def _avisar_de_columnas(self) -> None:
        for nombre in self.encabezado:
            if nombre.strip() and nombre not in self.columnas.values():
                identidad = nombre.strip()[0].isdigit() or "¿" in nombre
                self._avisar(
                    nombre.strip(), "", Nivel.CAMBIO if identidad else Nivel.DUDA,
                    "columna no leída",
                    "Es del cuestionario de identidad, que esta orden no lee."
                    if identidad else "No es de este formato; su contenido se ignoró.",
                )  # fmt: skip
        for clave, campo in self.formato.columnas.items():
            if campo not in self.columnas and self.formato is not PREP:
                self._avisar(
                    clave, "", Nivel.DUDA, "columna ausente", "El archivo no la trae; queda vacía."
                )

    def anotar_avisos(self, reporte: Reporte) -> None:
        for aviso in self.avisos:
            reporte.anotar(0, *aviso)

    def renglones(self) -> Iterator[tuple[int, dict[str, str], str]]:
        """(fila, campo → texto, problema). Las filas en blanco no son renglones."""
        ancho = len(self.encabezado)
        for fila, celdas in self._todas():
            if not any(c and not c.isspace() for c in celdas):
                continue
            problema = ""
            if len(celdas) < ancho or any(c.strip() for c in celdas[ancho:]):
                problema = f"Trae {len(celdas)} columnas y el encabezado {ancho}."
            yield (
                fila,
                {c: celdas[p] for c, p in self._posiciones.items() if p < len(celdas)},
                problema,
            )

    def _todas(self) -> Iterator[tuple[int, list[str]]]:
        yield from self._primeras
        yield from self._filas


@contextmanager
def abrir(ruta: Path, formatos: tuple[Formato, ...] = FORMATOS) -> Iterator[Archivo]:
    """Reconoce el archivo por su contenido, no por su extensión. Lanza `ArchivoIlegible`."""
    try:
        inicio = _revisar(ruta)
        huella = huella_de_archivo(ruta)
        if inicio.startswith((_OLE, b"PK\x03\x04")):
            if inicio.startswith(b"PK"):
                _revisar_zip(ruta)
            with _sin_errores_de_calamine(ruta):
                yield _de_libro(ruta, huella, formatos)
        else:
            with _csv(ruta, inicio, formatos) as filas:
                yield Archivo(ruta, huella, filas, formatos)
    except OSError as error:
        if error.filename is None or Path(os.fsdecode(error.filename)) != ruta:
            raise
        raise ArchivoIlegible(f"No se puede leer {ruta}: {_motivo(error)}.") from error


def _motivo(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no existe"
    if isinstance(error, PermissionError):
        return "falta permiso de lectura"
    return "es una carpeta" if isinstance(error, IsADirectoryError) else str(error.strerror)


def _revisar(ruta: Path) -> bytes:
    """El tamaño y los primeros bytes, antes de abrir nada."""
    estado = ruta.stat()
    if ruta.is_dir():
        raise ArchivoIlegible(f"No se puede leer {ruta}: es una carpeta.")
    if not ruta.is_file():
        raise ArchivoIlegible(f"No se puede leer {ruta}: no es un archivo.")
    if estado.st_size == 0:
        raise ArchivoIlegible(f"El archivo {ruta.name} está vacío.")
    if estado.st_size > MAXIMO:
        raise ArchivoIlegible(
            f"El archivo {ruta.name} pesa {estado.st_size / MEGA:.0f} MB y el máximo es "
            f"{MAXIMO // MEGA} MB."
        )
    with ruta.open("rb") as archivo:
        return archivo.read(4096)


def _revisar_zip(ruta: Path) -> None:
    try:
        with zipfile.ZipFile(ruta) as comprimido:
            total = sum(parte.file_size for parte in comprimido.infolist())
            celdas = max(
                (_celdas_declaradas(comprimido, p) for p in comprimido.namelist()), default=0
            )
    except _ZIP_DANADO as error:
        raise ArchivoIlegible(f"El archivo {ruta.name} está dañado o incompleto.") from error
    if total > MAXIMO_DESCOMPRIMIDO:
        raise ArchivoIlegible(
            f"El archivo {ruta.name} ocupa {total / MEGA:.0f} MB descomprimido y el máximo es "
            f"{MAXIMO_DESCOMPRIMIDO // MEGA} MB."
        )
    if celdas > MAXIMO_DE_CELDAS:
        raise ArchivoIlegible(
            f"Una hoja del archivo {ruta.name} abarca {celdas:,} celdas: tiene algo escrito muy "
            "lejos de los datos; bórrelo y guarde de nuevo."
        )


def _celdas_declaradas(comprimido: zipfile.ZipFile, parte: str) -> int:
    """El área de una hoja de Excel. El lector la aparta completa, aunque casi toda esté vacía."""
    if not parte.startswith("xl/worksheets/"):
        return 0
    with comprimido.open(parte) as hoja:
        hallazgo = _AREA.search(hoja.read(4096))
    if hallazgo is None:
        return 0
    columnas = 0
    for letra in hallazgo[1].decode():
        columnas = columnas * 26 + ord(letra) - ord("A") + 1
    return columnas * int(hallazgo[2])


@contextmanager
def _sin_errores_de_calamine(ruta: Path) -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as error:
        raise ArchivoIlegible(
            f"El archivo {ruta.name} está protegido con contraseña; guárdelo sin ella."
        ) from error
    except calamine.CalamineError as error:
        raise ArchivoIlegible(
            f"El archivo {ruta.name} no se puede leer como hoja de cálculo: está dañado o no lo es."
        ) from error
    except BaseException as error:
        # Un libro dañado puede derribar al lector, que avisa así y no con una excepción común.
        if type(error).__name__ != "PanicException":
            raise
        raise ArchivoIlegible(f"El archivo {ruta.name} está dañado.") from error


def _de_libro(ruta: Path, huella: str, formatos: tuple[Formato, ...]) -> Archivo:
    # La hoja elegida es una copia: el libro se suelta antes de leer su primer renglón, porque en un
    # .xls ocupa más que la propia hoja.
    with calamine.load_workbook(str(ruta)) as libro:
        return _de_hoja(ruta, huella, libro, formatos)


def _de_hoja(
    ruta: Path, huella: str, libro: calamine.CalamineWorkbook, formatos: tuple[Formato, ...]
) -> Archivo:
    """La hoja CANDIDATOS o, si no hay, la primera que se reconozca. La de identidad no se abre."""
    nombres = [n for n in libro.sheet_names if "identidad" not in llano(n)]
    ajenas = [n for n in libro.sheet_names if n not in nombres]
    nombres.sort(key=lambda n: llano(n) != "candidatos")
    if not nombres:
        raise ArchivoIlegible(f"El archivo {ruta.name} no trae hoja de candidaturas.")
    errores: list[ArchivoIlegible] = []
    for nombre in nombres:
        try:
            filas = _filas_de_hoja(libro.get_sheet_by_name(nombre))
            archivo = Archivo(ruta, huella, filas, formatos)
        except ArchivoIlegible as error:
            errores.append(error)
            continue
        for ajena in [*ajenas, *(n for n in nombres if n != nombre)]:
            detalle = (
                "El cuestionario de identidad no se lee en esta orden."
                if ajena in ajenas
                else f"Se leyó la hoja {nombre}."
            )
            archivo.avisos.append((ajena, "", Nivel.CAMBIO, "hoja no leída", detalle))
        return archivo
    raise errores[0]


def _filas_de_hoja(hoja: calamine.CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for fila, celdas in enumerate(hoja.iter_rows(), start=1):
        yield fila, [a_texto(c) for c in celdas]


# --- CSV -------------------------------------------------------------------------------------
@contextmanager
def _csv(
    ruta: Path, inicio: bytes, formatos: tuple[Formato, ...]
) -> Iterator[Iterator[tuple[int, list[str]]]]:
    if inicio.lstrip().lower().startswith((b"<", b"%pdf", b"{\\rtf")):
        raise ArchivoIlegible(
            f"El archivo {ruta.name} no es una hoja de cálculo ni un CSV: ábralo y guárdelo como "
            ".xlsx."
        )
    codificacion = detectar(ruta)
    if codificacion != "utf-16" and b"\x00\x00" in inicio:
        raise ArchivoIlegible(f"El archivo {ruta.name} no es una hoja de cálculo ni un CSV.")
    errores = "conoceles_1252" if codificacion == "cp1252" else "strict"
    with ruta.open(encoding=codificacion, errors=errores, newline="") as texto:
        try:
            separador = _separador(texto.read(65536), formatos)
            texto.seek(0)
            yield _filas_de_csv(csv.reader(texto, delimiter=separador, strict=True), ruta)
        except UnicodeError as error:
            raise ArchivoIlegible(f"El texto del archivo {ruta.name} está dañado.") from error


def _separador(muestra: str, formatos: tuple[Formato, ...]) -> str:
    """El que deja reconocer más columnas en las primeras líneas."""
    lineas = muestra.splitlines()[:FILAS_EN_QUE_SE_BUSCA]

    def aciertos(separador: str) -> int:
        filas = [linea.replace('"', "").split(separador) for linea in lineas]
        return max((len(f.reconocidos(c)) for f in formatos for c in filas), default=0)

    return max(_SEPARADORES, key=aciertos)


def _filas_de_csv(lector, ruta: Path) -> Iterator[tuple[int, list[str]]]:
    fila = 0
    try:
        for fila, celdas in enumerate(lector, start=1):
            yield fila, celdas
    except csv.Error as error:
        raise ArchivoIlegible(
            f"El archivo {ruta.name} tiene comillas mal cerradas o una celda enorme después de la "
            f"fila {fila}."
        ) from error


__all__ = ["Archivo", "Formato", "abrir"]
