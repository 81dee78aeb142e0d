"""De dónde salen las respuestas y lo público. El único lugar de los informes que las lee."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.views.decorators.debug import sensitive_variables

from candidaturas.models import ActorPolitico, Candidatura, Distintivo, ProcesoElectoral
from captura.identidad import preguntas_de
from captura.models import Consentimiento
from captura.servicios.identidad import (
    consienten_estadistica,
    cuestionario_de_identidad,
    leer_para_estadistica,
)
from informes.identidad.tablas import OTRO, SEXOS, Ficha


@dataclass(frozen=True, slots=True)
class Origen:
    """Lo que un corte necesita. Las `fichas` vienen cerradas: `abrir` lee las que se le piden.

    `anunciadas`: las preguntas cuyo Sí publicado lleva distintivo. `distintivos`: (pregunta, sexo)
    → cuántos hay publicados; `con_distintivo`: actor → cuántas candidaturas llevan alguno;
    `registradas` y `nombres`, por actor, en el orden de la boleta.
    """

    fichas: list[Ficha]
    abrir: Callable[[set[int]], Mapping[int, Mapping[str, str]]]
    anunciadas: set[str] = field(default_factory=set)
    distintivos: Counter = field(default_factory=Counter)
    con_distintivo: Counter = field(default_factory=Counter)
    registradas: Counter = field(default_factory=Counter)
    nombres: dict[str, str] = field(default_factory=dict)


def pregunta_por_la_identidad(proceso: ProcesoElectoral) -> bool:
    return cuestionario_de_identidad(proceso) is not None


def leer(proceso: ProcesoElectoral) -> Origen:
    """Como está en este momento."""
    version = cuestionario_de_identidad(proceso)
    preguntas = preguntas_de(version.contenido).por_clave if version else {}
    en_boleta = Candidatura.objects.filter(proceso=proceso).vigentes()
    datos = {
        pk: (actor, sexo)
        for pk, actor, sexo in en_boleta.values_list("pk", "formula__actor", "sexo")
    }
    publican = set(
        Consentimiento.objects.vigentes()
        .filter(candidatura__in=datos, tratamiento=True, publicacion=True)
        .values_list("candidatura", flat=True)
    )
    publicados = Distintivo.objects.filter(perfil__candidatura__in=datos).values_list(
        "perfil__candidatura", "clave"
    )
    actores = ActorPolitico.objects.filter(proceso=proceso).order_by("orden", "nombre")
    return Origen(
        fichas=[
            Ficha(pk, *datos[pk], pk in publican)
            for pk in consienten_estadistica(proceso)
            if pk in datos
        ],
        abrir=partial(_abrir, proceso),
        anunciadas={clave for clave, pregunta in preguntas.items() if pregunta.distintivo},
        distintivos=Counter((clave, _sexo(datos[pk][1])) for pk, clave in publicados),
        con_distintivo=Counter(str(datos[pk][0]) for pk in {pk for pk, _ in publicados}),
        registradas=Counter(str(actor) for actor, _ in datos.values()),
        nombres={str(pk): nombre for pk, nombre in actores.values_list("pk", "nombre")},
    )


@sensitive_variables()
def _abrir(proceso: ProcesoElectoral, candidaturas: set[int]) -> dict[int, dict[str, str]]:
    """Cada una que se abre queda anotada con su propósito (captura.servicios.identidad)."""
    return {
        pk: {
            clave: valor
            for clave in respuestas.contestadas()
            if isinstance(valor := respuestas.de(clave), str)
        }
        for pk, respuestas in leer_para_estadistica(proceso, candidaturas)
    }


def _sexo(sexo: str) -> str:
    return sexo if sexo in SEXOS else OTRO
