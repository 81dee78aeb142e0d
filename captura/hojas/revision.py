"""La vista previa de una hoja: renglón por renglón y campo por campo, lo que hay y lo que quedaría.

No escribe nada. Cada renglón termina en una de cuatro suertes (`Suerte`).
"""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from django.core.exceptions import ValidationError

from captura.conteo import normalizar
from captura.forms.cuestionario import CuestionarioForm
from captura.forms.listas import con_esquema
from captura.hojas.alcance import Alcance, por_que_no_se_edita
from captura.hojas.columnas import FORMATOS, PLANTILLA, como_celda
from captura.hojas.ine import DelIne
from captura.importacion import valores
from captura.importacion.errores import ArchivoIlegible
from captura.importacion.lectura import MAXIMO_DESCOMPRIMIDO, Archivo, abrir
from captura.importacion.limpieza import limpiar
from captura.importacion.nombres import llano
from captura.importacion.reporte import Nivel, Notas, Reporte
from captura.models import Cuestionario

RENGLONES_MAXIMOS = 20_000
CELDAS_MAXIMAS = 5_000_000
# Lo que en una carga de archivos queda en duda, aquí se rehúsa: hay a quién preguntarle.
SE_PERDERIA = {
    "opción no reconocida", "dirección web no válida", "correo no válido", "teléfono no válido",
    "domicilio largo", "error de fórmula", "más de una página",
}  # fmt: skip
QUE_HACER = {"opción no reconocida": "opción no reconocida; elija una de las de la plantilla"}
VALE_DECIRLO = {"caracteres invisibles", "doble codificación", "sin dato"}
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[\s>/]|<(?:\w+:)?f[\s>/]')
_CELDA = re.compile(rb"<(?:\w+:)?c[\s>]")


class Suerte(StrEnum):
    CAMBIA = "cambia"
    IGUAL = "igual"
    ERROR = "error"
    AJENA = "ajena"


@dataclass(slots=True)
class Renglon:
    """`cambios`: campo → [lo que hay, lo que quedaría]; `errores` y `avisos`: [campo, frase]."""

    fila: int
    nombre: str = ""
    folio: str = ""
    cuestionario: int | None = None
    version: int = 0
    cambios: dict[str, list] = field(default_factory=dict)
    errores: list[tuple[str, str]] = field(default_factory=list)
    avisos: list[tuple[str, str]] = field(default_factory=list)
    ajena: str = ""

    @property
    def suerte(self) -> Suerte:
        if self.errores:
            return Suerte.ERROR
        if self.ajena:
            return Suerte.AJENA
        return Suerte.CAMBIA if self.cambios else Suerte.IGUAL

    @property
    def se_borran(self) -> int:
        return sum(1 for antes, despues in self.cambios.values() if antes and not despues)


class _Notas(Notas):
    """Las notas de un renglón, por campo."""

    def __init__(self, fila: int):
        super().__init__(Reporte(), fila, {})
        self.dichas: list[tuple[str, Nivel, str, str, str]] = []

    def _anotar(self, campo, valor, nivel, asunto, detalle) -> None:
        self.dichas.append((campo, nivel, asunto, detalle, valor[:60]))


# --- Leer ------------------------------------------------------------------------------------
def revisar_hoja(ruta: Path, alcance: Alcance, avance) -> list[Renglon]:
    """Lanza `ArchivoIlegible` con una frase clara si el archivo no sirve."""
    _rehusar_formulas(ruta)
    if not alcance.cuestionarios:
        raise ArchivoIlegible("Usted no tiene candidaturas que capturar en este proceso.")
    with abrir(ruta, FORMATOS) as archivo:
        crudos = _renglones(archivo)
        leer = _DePlantilla(alcance) if archivo.formato is PLANTILLA else DelIne(archivo, alcance)
        comparar = _Comparador(alcance)
        renglones = []
        for hechos, (fila, celdas, problema) in enumerate(crudos, start=1):
            avance(hechos, len(crudos))
            notas = _Notas(fila)
            renglon = Renglon(fila, nombre=" ".join(celdas.get("nombre", "").split())[:160])
            if problema:
                renglon.errores.append(("", f"{problema} Revise que no se haya recorrido."))
            else:
                cuestionario, contenido = leer.leer(celdas, renglon, notas)
                if cuestionario is not None:
                    comparar(renglon, cuestionario, contenido, notas)
            renglones.append(renglon)
    _rehusar_repetidas(renglones)
    if not renglones:
        raise ArchivoIlegible(f"El archivo {ruta.name} trae encabezado y ningún renglón.")
    return renglones


def _renglones(archivo: Archivo) -> list[tuple[int, dict[str, str], str]]:
    crudos = []
    for crudo in archivo.renglones():
        crudos.append(crudo)
        if len(crudos) > RENGLONES_MAXIMOS:
            raise ArchivoIlegible(
                f"La hoja trae más de {RENGLONES_MAXIMOS:,} renglones. Deje solo los de sus "
                "candidaturas y súbala de nuevo."
            )
    return crudos


def _rehusar_formulas(ruta: Path) -> None:
    """De una fórmula solo se lee lo último que calculó, si algo: se pide el valor."""
    if not zipfile.is_zipfile(ruta):
        return
    try:
        with zipfile.ZipFile(ruta) as libro:
            if sum(p.file_size for p in libro.infolist()) > MAXIMO_DESCOMPRIMIDO:
                return  # `abrir` lo explica
            hojas = [p for p in libro.namelist() if p.startswith("xl/worksheets/")]
            celdas = sum(_revisar_parte(libro, hoja) for hoja in hojas)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
        return  # dañado o cifrado: `abrir` lo explica
    if celdas > CELDAS_MAXIMAS:
        raise ArchivoIlegible("La hoja trae demasiadas celdas. Deje solo sus candidaturas.")


def _revisar_parte(libro: zipfile.ZipFile, hoja: str) -> int:
    """Cuántas celdas trae. Se lee a trozos, encimados para no partir una etiqueta."""
    celdas, resto = 0, b""
    with libro.open(hoja) as parte:
        while trozo := parte.read(1 << 20):
            texto = resto + trozo
            if hallazgo := _FORMULA.search(texto):
                donde = f"La celda {hallazgo[1].decode()}" if hallazgo[1] else "Una celda"
                raise ArchivoIlegible(
                    f"{donde} trae una fórmula. Copie la hoja y péguela como «solo valores», y "
                    "súbala de nuevo."
                )
            celdas += len(_CELDA.findall(trozo))
            if celdas > CELDAS_MAXIMAS:
                return celdas
            resto = texto[-200:]
    return celdas


class _DePlantilla:
    """Un renglón de la plantilla: se halla por folio y el nombre lo confirma."""

    def __init__(self, alcance: Alcance):
        self.alcance = alcance

    def leer(self, celdas: dict, renglon: Renglon, notas: Notas):
        renglon.folio = " ".join(celdas.get("folio", "").split())[:40]
        if not renglon.folio:
            renglon.errores.append(("folio", "Falta el folio: no se sabe de quién es el renglón."))
            return None, {}
        cuestionario = self.alcance.hallar(renglon.folio)
        if cuestionario is None:
            renglon.errores.append(
                ("folio", f"El folio {renglon.folio} no es de una candidatura que usted capture.")
            )
            return None, {}
        nombre = cuestionario.candidatura.nombre
        if llano(renglon.nombre) != llano(nombre):
            renglon.errores.append(
                ("nombre", f"El folio es de «{nombre}» y el renglón dice «{renglon.nombre}». "
                 "Revise que no se hayan recorrido los renglones."),
            )  # fmt: skip
            return None, {}
        return cuestionario, {
            campo: self._valor(campo, crudo, getattr(cuestionario, campo), notas)
            for campo, crudo in celdas.items()
            if campo in Cuestionario.CAMPOS
        }

    @staticmethod
    def _valor(campo: str, crudo: str, guardado, notas: Notas):
        # La celda tal como se escribió quiere decir lo que ya está, aunque limpiarla la cambiara.
        if crudo.replace("\r\n", "\n") == como_celda(campo, guardado):
            return guardado
        texto = limpiar(crudo, notas, campo, con_renglones=True) if crudo else ""
        if campo in _OPCIONES:
            return _OPCIONES[campo](texto, notas)
        if campo == "pagina_web":
            return con_esquema(texto) if texto else ""
        if isinstance(guardado, list):
            renglones = [r for r in texto.split("\n") if r]
            return [con_esquema(r) for r in renglones] if campo == "redes" else renglones
        return texto


_OPCIONES = {"escolaridad": valores.escolaridad, "estatus_escolaridad": valores.estatus}


# --- Comparar --------------------------------------------------------------------------------
class _Comparador:
    def __init__(self, alcance: Alcance):
        self.alcance = alcance
        self.campos = CuestionarioForm(cuestionario=alcance.cuestionarios[0]).fields

    def __call__(self, renglon: Renglon, cuestionario: Cuestionario, leido: dict, notas) -> None:
        renglon.cuestionario, renglon.version = cuestionario.pk, cuestionario.version
        renglon.nombre = cuestionario.candidatura.nombre
        renglon.folio = self.alcance.folio(cuestionario)
        for campo, valor in leido.items():
            guardado, nuevo = getattr(cuestionario, campo), _normal(valor)
            if guardado not in (valor, nuevo):
                renglon.cambios[campo] = [guardado, nuevo]
                self._validar(renglon, campo, nuevo)
        self._decir(renglon, notas)
        if renglon.cambios and (motivo := por_que_no_se_edita(cuestionario)):
            renglon.errores.insert(0, ("", motivo))

    def _validar(self, renglon: Renglon, campo: str, valor) -> None:
        """Lo mismo que rehúsa el formulario de la página."""
        try:
            self.campos[campo].run_validators(valor)
        except ValidationError as error:
            renglon.errores += [(campo, mensaje) for mensaje in error.messages]

    @staticmethod
    def _decir(renglon: Renglon, notas: _Notas) -> None:
        for campo, nivel, asunto, detalle, valor in notas.dichas:
            if campo not in Cuestionario.CAMPOS:
                continue
            if asunto in SE_PERDERIA or nivel is Nivel.RECHAZO:
                renglon.errores.append((campo, f"«{valor}»: {QUE_HACER.get(asunto, asunto)}."))
            elif campo in renglon.cambios and (nivel is Nivel.DUDA or asunto in VALE_DECIRLO):
                renglon.avisos.append((campo, detalle))


def _normal(valor):
    if isinstance(valor, list):
        return [v for v in map(normalizar, valor) if v]
    return normalizar(valor)


def _rehusar_repetidas(renglones: list[Renglon]) -> None:
    cuantas = Counter(r.cuestionario for r in renglones if r.cuestionario)
    for renglon in renglones:
        if renglon.cuestionario and cuantas[renglon.cuestionario] > 1:
            filas = [str(r.fila) for r in renglones if r.cuestionario == renglon.cuestionario]
            renglon.errores.append(
                ("folio", f"La misma candidatura viene en las filas {', '.join(filas)}.")
            )


# --- Guardar y leer la vista previa ----------------------------------------------------------
def guardar(ruta: Path, renglones: list[Renglon]) -> None:
    with ruta.open("w", encoding="utf-8") as archivo:
        for renglon in renglones:
            archivo.write(json.dumps(asdict(renglon), ensure_ascii=False) + "\n")


def leer(ruta: Path) -> Iterator[Renglon]:
    with ruta.open(encoding="utf-8") as archivo:
        for linea in archivo:
            yield Renglon(**json.loads(linea))


def cuentas(renglones: list[Renglon]) -> dict[Suerte, int]:
    hallados = Counter(r.suerte for r in renglones)
    return {suerte: hallados[suerte] for suerte in Suerte}


def resumen(renglones: list[Renglon]) -> str:
    """«3 con cambios, 40 iguales, 1 con errores y 0 de otros actores.»"""
    n = cuentas(renglones)
    return (
        f"{n[Suerte.CAMBIA]} con cambios, {n[Suerte.IGUAL]} iguales, {n[Suerte.ERROR]} con errores "
        f"y {n[Suerte.AJENA]} que no son suyas."
    )
