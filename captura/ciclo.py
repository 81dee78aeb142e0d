"""El ciclo de vida de los datos de un proceso: qué sigue, cuándo, y quién lo lee bloqueado.

vigente → despublicado → bloqueado → suprimido. Nunca vuelve atrás. Las fechas son parámetros del
proceso; al llegar la suya se despublica y se bloquea solo. Suprimir lo deciden dos personas.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from candidaturas.models import CicloDeVida, EstadoDeProceso, ProcesoElectoral
from candidaturas.parametros import LEEN_LO_BLOQUEADO, PARAMETROS
from captura.models import Adscripcion
from conoceles.comun import reloj

SIGUIENTE = {
    CicloDeVida.VIGENTE: CicloDeVida.DESPUBLICADO,
    CicloDeVida.DESPUBLICADO: CicloDeVida.BLOQUEADO,
    CicloDeVida.BLOQUEADO: CicloDeVida.SUPRIMIDO,
}
FECHA = {
    CicloDeVida.DESPUBLICADO: "despublicacion_el",
    CicloDeVida.BLOQUEADO: "bloqueo_el",
    CicloDeVida.SUPRIMIDO: "supresion_el",
}


@dataclass(frozen=True, slots=True)
class Fecha:
    """Cuándo le toca a un paso del ciclo. `cita` vacía: sin confirmar."""

    hacia: CicloDeVida
    el: date | None
    cita: str
    hecho: bool

    @property
    def vencida(self) -> bool:
        return not self.hecho and self.el is not None and self.el <= reloj.hoy()


def fechas(proceso: ProcesoElectoral) -> list[Fecha]:
    """Los tres pasos, en orden, con la fecha que el proceso fija."""
    citas = dict(proceso.parametros.values_list("clave", "cita"))
    orden = list(CicloDeVida)
    return [
        Fecha(
            hacia,
            proceso.parametro(FECHA[hacia]),
            citas.get(FECHA[hacia], ""),
            orden.index(CicloDeVida(proceso.ciclo)) >= orden.index(hacia),
        )
        for hacia in FECHA
    ]


def por_que_no(proceso: ProcesoElectoral, hacia: CicloDeVida) -> str:
    """Por qué el proceso no puede pasar a `hacia`; vacío si puede."""
    if SIGUIENTE.get(CicloDeVida(proceso.ciclo)) != hacia:
        return f"El proceso está {proceso.get_ciclo_display().lower()}: eso no es lo que sigue."
    if proceso.es_archivo:
        return "Es un archivo de una lista oficial: no tiene datos que alguien haya entregado."
    if proceso.estado not in {EstadoDeProceso.CERRADO, EstadoDeProceso.ARCHIVADO}:
        return "Cierre primero el proceso."
    el = proceso.parametro(FECHA[hacia])
    if el is None:
        return f"Falta fijar «{PARAMETROS[FECHA[hacia]].nombre}», con su cita."
    if el > reloj.hoy():
        return f"Todavía no llega su fecha: {el:%d/%m/%Y}."
    return ""


def por_atender() -> list[tuple[ProcesoElectoral, Fecha]]:
    """Los procesos con un paso cuya fecha ya está fijada, del más próximo al más lejano."""
    procesos = (
        ProcesoElectoral.objects.filter(fuente="")
        .exclude(ciclo=CicloDeVida.SUPRIMIDO)
        .prefetch_related("parametros")
    )
    siguientes = [
        (proceso, next(f for f in fechas(proceso) if not f.hecho)) for proceso in procesos
    ]
    return sorted(
        ((p, f) for p, f in siguientes if f.el is not None), key=lambda par: (par[1].el, par[0].pk)
    )


# --- Quién lee lo bloqueado ---------------------------------------------------------------------
def sin_lo_bloqueado(adscripcion: Adscripcion, hallados: QuerySet, camino: str) -> QuerySet:
    """Sin lo de los procesos bloqueados que su papel no lee. `camino`: el campo que lleva al
    proceso."""
    ocultos = ProcesoElectoral.objects.ocultos_a(adscripcion.rol)
    # Lo que no es de ningún proceso se queda.
    return hallados.filter(Q(**{f"{camino}__isnull": True}) | ~Q(**{f"{camino}__in": ocultos}))


def lo_lee(adscripcion: Adscripcion, proceso: ProcesoElectoral) -> bool:
    return proceso.ciclo not in CicloDeVida.bloqueados() or adscripcion.rol in proceso.parametro(
        LEEN_LO_BLOQUEADO
    )
