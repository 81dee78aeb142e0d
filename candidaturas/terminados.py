"""Los procesos que dejaron de publicarse: de ellos se dice qué pasó y dónde está lo que queda.

Un proceso despublicado no se encuentra en ninguna consulta pública (`publicos()`, `publicas()`).
Quien llega por una dirección suya recibe 410 con la explicación, no un «no existe».
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.shortcuts import render

from candidaturas.models import (
    Candidatura,
    CorteDeDatos,
    EstadisticaPublica,
    InformePublico,
    ProcesoElectoral,
)


class ProcesoTerminado(Exception):
    """Lo que se pidió es de un proceso que ya no se publica."""

    def __init__(self, proceso: ProcesoElectoral):
        super().__init__(str(proceso))
        self.proceso = proceso


def por_clave(clave: str) -> ProcesoElectoral | None:
    # PostgreSQL no admite el carácter nulo ni para buscarlo.
    if not clave or "\0" in clave:
        return None
    return ProcesoElectoral.objects.terminados().filter(clave=clave[:50]).first()


def avisar_de_candidatura(pk: int) -> None:
    """Lanza `ProcesoTerminado` si la candidatura es de un proceso que ya no se publica."""
    suyos = Candidatura.objects.filter(pk=pk).values("proceso")
    if terminado := ProcesoElectoral.objects.terminados().filter(pk__in=suyos).first():
        raise ProcesoTerminado(terminado)


def avisar_de_eleccion(pk: int) -> None:
    terminados = ProcesoElectoral.objects.terminados()
    if terminado := terminados.filter(cargos__elecciones=pk).first():
        raise ProcesoTerminado(terminado)


def lo_que_queda(proceso: ProcesoElectoral) -> dict[str, Any]:
    """Para la página: informes aprobados, estadística congelada y huellas de los cortes."""
    return {
        "proceso": proceso,
        "informes": InformePublico.objects.filter(proceso=proceso).count(),
        "estadisticas": EstadisticaPublica.objects.filter(proceso=proceso).count(),
        "cortes": CorteDeDatos.objects.filter(proceso=proceso)
        .prefetch_related("archivos")
        .order_by("-corte_en"),
    }


def avisa_si_termino(vista: Callable) -> Callable:
    """La vista responde 410 si lo que se pide es de un proceso que ya no se publica. Va por dentro
    de `solo_lectura`."""

    @wraps(vista)
    def envoltura(request, *args, **kwargs):
        try:
            if terminado := por_clave(request.GET.get("proceso", "")):
                raise ProcesoTerminado(terminado)
            return vista(request, *args, **kwargs)
        except ProcesoTerminado as termino:
            return ya_no_se_publica(request, termino.proceso)

    return envoltura


def ya_no_se_publica(request, proceso: ProcesoElectoral):
    contexto = {"seccion_actual": "transparencia", **lo_que_queda(proceso)}
    return render(request, "candidaturas/proceso_terminado.html", contexto, status=410)
