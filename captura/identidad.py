"""Las preguntas de identidad, qué toca a quién y lo contestado. Nada de aquí escribe ni guarda.

Las preguntas son datos (`captura/datos/identidad.json` es con lo que se empieza): un proceso las
cambia con otra versión. «Prefiero no contestar» se añade aquí a todas, y cuenta como respuesta.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from conoceles.comun.errores import ErrorDeDominio

DE_PARTIDA = Path(__file__).parent / "datos" / "identidad.json"
SI, NO, PNC = "si", "no", "pnc"
PREFIERO_NO_CONTESTAR = "Prefiero no contestar"
LARGO_DE_OTRA = 120
# Más opciones que estas se eligen de una lista desplegable.
OPCIONES_A_LA_VISTA = 12


class CuestionarioMalFormado(ErrorDeDominio):
    """El JSON de las preguntas no sirve; el mensaje dice qué corregir."""


class RespuestaNoValida(ErrorDeDominio):
    """Una respuesta que la pregunta no ofrece. El mensaje no repite lo que se envió."""


class Respuestas:
    """Lo que una persona contestó. No se deja imprimir, copiar a un trabajo ni guardar en caché."""

    __slots__ = ("_textos", "_valores")

    def __init__(
        self,
        valores: Mapping[str, str | list[str]] | None = None,
        textos: Mapping[str, str] | None = None,
    ):
        self._valores = dict(valores or {})
        self._textos = dict(textos or {})

    def __repr__(self):
        return "<respuestas de identidad>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Las respuestas de identidad no se serializan.")

    def __bool__(self):
        return bool(self._valores)

    def de(self, pregunta: str) -> str | list[str] | None:
        """La clave elegida (o la lista, si admite varias); None si no se ha contestado."""
        return self._valores.get(pregunta)

    def texto_de(self, pregunta: str) -> str:
        """Lo escrito en «Otra»; vacío si no."""
        return self._textos.get(pregunta, "")

    def contestadas(self) -> set[str]:
        return set(self._valores)

    def con(self, otras: "Respuestas", *, en_lugar_de: Iterable[str]) -> "Respuestas":
        """Estas, con `otras` en el lugar de las preguntas dadas."""
        fuera = set(en_lugar_de)
        return Respuestas(
            {c: v for c, v in self._valores.items() if c not in fuera} | otras._valores,
            {c: v for c, v in self._textos.items() if c not in fuera} | otras._textos,
        )

    def solo(self, preguntas: set[str]) -> "Respuestas":
        return self.con(Respuestas(), en_lugar_de=self.contestadas() - preguntas)

    def a_json(self) -> bytes:
        datos = {"valores": self._valores, "textos": self._textos}
        return json.dumps(datos, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def de_json(cls, datos: bytes) -> "Respuestas":
        leidas = json.loads(datos)
        return cls(leidas["valores"], leidas["textos"])


@dataclass(frozen=True, slots=True)
class Pregunta:
    """`si`: (pregunta, respuesta) que la abre. `salvo`: la que la omite. `edad`: de qué años a qué
    años corresponde decir que sí. `salvo_edad`: a quiénes no se pregunta. `distintivo`: cómo se
    anuncia un Sí publicado; vacío, nunca se publica."""

    clave: str
    numero: int
    texto: str
    opciones: tuple[tuple[str, str], ...]
    ayuda: str = ""
    varias: bool = False
    con_texto: frozenset[str] = frozenset()
    si: tuple[str, str] | None = None
    salvo: tuple[str, str] | None = None
    edad: tuple[int, int] | None = None
    salvo_edad: tuple[int, int] | None = None
    distintivo: str = ""

    @property
    def de_lista(self) -> bool:
        return len(self.opciones) > OPCIONES_A_LA_VISTA

    def es_para(self, edad: int | None) -> bool:
        """Si se le pregunta a alguien de esa edad; a quien no la tiene registrada, sí."""
        if edad is None or self.salvo_edad is None:
            return True
        desde, hasta = self.salvo_edad
        return not desde <= edad <= hasta

    def toca(self, respuestas: Respuestas, edad: int | None) -> bool:
        """Si, con lo contestado hasta ahora, hay que contestarla."""
        if not self.es_para(edad):
            return False
        if self.si and respuestas.de(self.si[0]) != self.si[1]:
            return False
        return not (self.salvo and respuestas.de(self.salvo[0]) == self.salvo[1])

    def contradice(self, respuestas: Respuestas, edad: int | None) -> bool:
        """Si el Sí o el No no va con la edad registrada."""
        respuesta = respuestas.de(self.clave)
        if self.edad is None or edad is None or respuesta not in {SI, NO}:
            return False
        desde, hasta = self.edad
        return (respuesta == SI) != (desde <= edad <= hasta)

    def exigir_valida(self, valor: str | list[str]) -> None:
        posibles = {clave for clave, _ in self.opciones}
        elegidas = valor if isinstance(valor, list) else [valor]
        if isinstance(valor, list) != self.varias or not set(elegidas) <= posibles or not elegidas:
            raise RespuestaNoValida(f"Pregunta {self.numero}: elija una de las opciones.")
        if PNC in elegidas and len(elegidas) > 1:
            raise RespuestaNoValida(
                f"Pregunta {self.numero}: «{PREFIERO_NO_CONTESTAR}» va sola, sin otra opción."
            )


@dataclass(frozen=True, slots=True)
class Bloque:
    clave: str
    titulo: str
    ayuda: str
    preguntas: tuple[Pregunta, ...]

    def claves(self) -> list[str]:
        return [p.clave for p in self.preguntas]


@dataclass(frozen=True, slots=True)
class Preguntas:
    """El cuestionario de una versión."""

    bloques: tuple[Bloque, ...]
    por_clave: dict[str, Pregunta] = field(default_factory=dict)

    def bloque(self, clave: str) -> Bloque | None:
        return next((b for b in self.bloques if b.clave == clave), None)

    def que_tocan(self, respuestas: Respuestas, edad: int | None) -> set[str]:
        return {c for c, p in self.por_clave.items() if p.toca(respuestas, edad)}

    def faltan(self, respuestas: Respuestas, edad: int | None) -> list[Pregunta]:
        """Las que tocan y no se han contestado, en su orden."""
        tocan = self.que_tocan(respuestas, edad) - respuestas.contestadas()
        return [p for c, p in self.por_clave.items() if c in tocan]

    def exigir_coherentes(self, respuestas: Respuestas) -> None:
        """Dos Sí que se omiten uno al otro no pueden guardarse: ninguno tocaría."""
        for pregunta in self.por_clave.values():
            if pregunta.salvo and respuestas.de(pregunta.clave) == SI:
                otra, respuesta = pregunta.salvo
                if respuestas.de(otra) == respuesta:
                    raise RespuestaNoValida(
                        f"Las preguntas {self.por_clave[otra].numero} y {pregunta.numero} no "
                        "pueden ser Sí a la vez."
                    )

    def distintivos(self, respuestas: Respuestas) -> dict[str, str]:
        """Pregunta → distintivo de cada Sí que este proceso anuncia."""
        return {
            clave: pregunta.distintivo
            for clave, pregunta in self.por_clave.items()
            if pregunta.distintivo and respuestas.de(clave) == SI
        }


# --- Leer el JSON ------------------------------------------------------------------------------
def contenido_de_partida() -> dict[str, Any]:
    return json.loads(DE_PARTIDA.read_text(encoding="utf-8"))


def preguntas_de(contenido: dict[str, Any]) -> Preguntas:
    """Lanza `CuestionarioMalFormado`."""
    try:
        listas = contenido.get("listas", {})
        bloques = tuple(
            Bloque(
                b["clave"],
                b["titulo"],
                b.get("ayuda", ""),
                tuple(_pregunta(p, listas) for p in b["preguntas"]),
            )
            for b in contenido["bloques"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CuestionarioMalFormado(f"El cuestionario está mal formado: {error!r}.") from error
    preguntas = Preguntas(bloques, {p.clave: p for b in bloques for p in b.preguntas})
    _revisar(preguntas)
    return preguntas


def _pregunta(datos: dict[str, Any], listas: dict[str, Any]) -> Pregunta:
    opciones = listas[datos["lista"]] if "lista" in datos else datos["opciones"]
    pares = [(str(clave), str(texto)) for clave, texto in opciones if clave != PNC]
    return Pregunta(
        clave=datos["clave"],
        numero=int(datos["numero"]),
        texto=datos["texto"],
        opciones=(*pares, (PNC, PREFIERO_NO_CONTESTAR)),
        ayuda=datos.get("ayuda", ""),
        varias=bool(datos.get("varias", False)),
        con_texto=frozenset(datos.get("con_texto", ())),
        distintivo=datos.get("distintivo", ""),
        **{c: tuple(datos[c]) for c in ("si", "salvo", "edad", "salvo_edad") if c in datos},
    )


def _revisar(preguntas: Preguntas) -> None:
    cuantas = sum(len(b.preguntas) for b in preguntas.bloques)
    if not cuantas or cuantas != len(preguntas.por_clave):
        raise CuestionarioMalFormado("Cada pregunta lleva una clave propia, y hace falta alguna.")
    for bloque in preguntas.bloques:
        for pregunta in bloque.preguntas:
            _revisar_una(pregunta, bloque)


def _revisar_una(pregunta: Pregunta, bloque: Bloque) -> None:
    opciones = [clave for clave, _ in pregunta.opciones]
    if len(opciones) < 2 or len(set(opciones)) != len(opciones):
        raise CuestionarioMalFormado(f"{pregunta.clave}: sus opciones faltan o se repiten.")
    if pregunta.si and pregunta.si != (bloque.preguntas[0].clave, SI):
        raise CuestionarioMalFormado(
            f"{pregunta.clave}: solo puede depender del Sí a la primera de su bloque."
        )
    if pregunta.salvo and pregunta.salvo[0] not in bloque.claves():
        raise CuestionarioMalFormado(
            f"{pregunta.clave}: la omite «{pregunta.salvo[0]}», que no está en su bloque."
        )
    if pregunta.distintivo and SI not in opciones:
        raise CuestionarioMalFormado(f"{pregunta.clave}: solo un Sí da un distintivo.")
