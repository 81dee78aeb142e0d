"""Las reglas del cuestionario curricular: una clase por regla, con clave y fundamento.

El formulario las usa para explicar, el servicio para rehusar y la barra de avance para contar.
Los límites y obligaciones son parámetros del proceso (`candidaturas.parametros`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from candidaturas.models import Escolaridad
from captura.conteo import contar
from captura.models import Cuestionario
from conoceles.comun.errores import ErrorDeDominio


@dataclass(frozen=True, slots=True)
class Falla:
    """Un incumplimiento: en qué campo y cómo se remedia."""

    clave: str
    campo: str
    mensaje: str


class ReglaIncumplida(ErrorDeDominio):
    """El contenido no cumple; `fallas` dice dónde y qué hacer."""

    def __init__(self, fallas: list[Falla]):
        self.fallas = fallas
        super().__init__(" ".join(falla.mensaje for falla in fallas))


class Regla(ABC):
    """Base: registra cada regla por su clave y rehúsa repetirla."""

    clave: ClassVar[str]
    fundamento: ClassVar[str]
    todas: ClassVar[dict[str, "Regla"]] = {}

    def __init_subclass__(cls):
        if cls.clave in Regla.todas:
            raise ValueError(f"La regla {cls.clave} ya existe.")
        Regla.todas[cls.clave] = cls()

    @abstractmethod
    def revisar(self, cuestionario: Cuestionario) -> Iterator[Falla]:
        """Las fallas del cuestionario según esta regla."""

    def falla(self, campo: str, mensaje: str) -> Falla:
        return Falla(self.clave, campo, mensaje)


def incumplimientos(cuestionario: Cuestionario) -> list[Falla]:
    """Todas las fallas del cuestionario, en el orden de las reglas."""
    return [f for regla in Regla.todas.values() for f in regla.revisar(cuestionario)]


def _parametro(cuestionario: Cuestionario, clave: str):
    return cuestionario.candidatura.proceso.parametro(clave)


class FotografiaPresente(Regla):
    """La fotografía se entrega cuando el proceso la pide."""

    clave = "CC-01"
    fundamento = "Parámetro «foto_obligatoria» del proceso."

    def revisar(self, cuestionario):
        if _parametro(cuestionario, "foto_obligatoria") and cuestionario.foto_id is None:
            yield self.falla("foto", "Suba la fotografía.")


class AlMenosUnContacto(Regla):
    """Hay al menos un medio de contacto público."""

    clave = "CC-02"
    fundamento = "Cuestionario curricular, apartado 2: al menos un medio de contacto."

    def revisar(self, cuestionario):
        if not any(getattr(cuestionario, campo) for campo in cuestionario.CONTACTO):
            yield self.falla(
                "telefonos",
                "Escriba al menos un medio de contacto público (teléfono, correo…).",
            )


class GradoDeEstudios(Regla):
    """El grado máximo de estudios es obligatorio."""

    clave = "CC-03"
    fundamento = "Cuestionario curricular, apartado 4."

    def revisar(self, cuestionario):
        if not cuestionario.escolaridad:
            yield self.falla("escolaridad", "Elija el grado máximo de estudios.")


class EstatusDelGrado(Regla):
    """El estatus acompaña al grado, salvo «Sin estudios»."""

    clave = "CC-04"
    fundamento = "Cuestionario curricular, apartado 5."

    def revisar(self, cuestionario):
        grado = cuestionario.escolaridad
        if grado and grado != Escolaridad.SIN_ESTUDIOS and not cuestionario.estatus_escolaridad:
            yield self.falla("estatus_escolaridad", "Elija el estatus del grado de estudios.")


class TextosObligatorios(Regla):
    """Historia, trayectoria y las dos propuestas no pueden ir vacías; motivo y propuesta de género,
    según el proceso."""

    clave = "CC-05"
    fundamento = "Cuestionario curricular, apartados 7 a 12, y parámetros del proceso."

    def revisar(self, cuestionario):
        obligatorios = ["historia_profesional", "trayectoria_politica"]
        if _parametro(cuestionario, "motivo_obligatorio"):
            obligatorios.append("motivo_cargo_publico")
        obligatorios += ["propuesta_1", "propuesta_2"]
        if _parametro(cuestionario, "propuesta_genero_obligatoria"):
            obligatorios.append("propuesta_genero")
        for campo in obligatorios:
            if not getattr(cuestionario, campo).strip():
                nombre = cuestionario._meta.get_field(campo).verbose_name
                yield self.falla(campo, f"Falta «{nombre}».")


class LargoDeLosTextos(Regla):
    """Cada texto escrito cabe entre el mínimo y el máximo del proceso."""

    clave = "CC-06"
    fundamento = "Parámetros «texto_minimo», «texto_maximo» y «propuesta_maximo» del proceso."

    def revisar(self, cuestionario):
        minimo = _parametro(cuestionario, "texto_minimo")
        con_espacios = _parametro(cuestionario, "contar_espacios")
        for campo in (*cuestionario.TEXTOS_LARGOS, *cuestionario.PROPUESTAS):
            texto = getattr(cuestionario, campo)
            if not texto.strip():
                continue
            maximo = limite_de(cuestionario.candidatura.proceso, campo)
            largo = contar(texto, con_espacios=con_espacios)
            nombre = cuestionario._meta.get_field(campo).verbose_name
            if largo < minimo:
                yield self.falla(
                    campo,
                    f"«{nombre}» lleva {largo} caracteres; faltan {minimo - largo}.",
                )
            elif largo > maximo:
                yield self.falla(
                    campo,
                    f"«{nombre}» lleva {largo} caracteres; sobran {largo - maximo}.",
                )


class LargoDeLosCursos(Regla):
    """Cada curso cabe en un renglón."""

    clave = "CC-07"
    fundamento = "Parámetro «curso_maximo» del proceso."

    def revisar(self, cuestionario):
        maximo = _parametro(cuestionario, "curso_maximo")
        for numero, curso in enumerate(cuestionario.cursos, start=1):
            if len(curso) > maximo:
                yield self.falla(
                    "cursos",
                    f"El curso {numero} pasa de {maximo} caracteres; abrévielo.",
                )


def limite_de(proceso, campo: str) -> int:
    """Máximo de caracteres de un campo de texto en ese proceso."""
    es_propuesta = campo in Cuestionario.PROPUESTAS
    return proceso.parametro("propuesta_maximo" if es_propuesta else "texto_maximo")
