"""La primera página privada: el tablero del actor, la cola de revisión o a dónde ir."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candidaturas.models import ActorPolitico
from captura.consultas import (
    actores_del_proceso,
    cuentas_por_estado,
    cuestionarios_de_trabajo,
    en_orden,
    filtrar,
    proceso_de_trabajo,
)
from captura.flujo import EDITABLES
from captura.forms.filtros import FiltroForm
from captura.models import Cuestionario, Estado, Observacion, Rol, SolicitudDeDerechos
from captura.permisos import REVISAN, puede_capturar
from captura.reglas import incumplimientos
from captura.servicios.tomas import tomas_vigentes
from conoceles.comun import reloj

POR_PAGINA = 25


@dataclass(frozen=True, slots=True)
class RenglonDeTablero:
    cuestionario: Cuestionario
    faltan: int | None
    pendientes: int
    captura: bool


@require_safe
def inicio(request):
    adscripcion = request.adscripcion
    if adscripcion is not None and adscripcion.rol in REVISAN:
        return _cola(request, adscripcion)
    if adscripcion is not None and Rol(adscripcion.rol) in Rol.de_actor():
        return _tablero(request, adscripcion)
    return render(request, "captura/inicio_sin_captura.html")


def _tablero(request, adscripcion):
    proceso = proceso_de_trabajo(adscripcion)
    todos = cuestionarios_de_trabajo(adscripcion, proceso)
    form = FiltroForm(request.GET)
    hallados = en_orden(filtrar(todos, **form.criterios()), adscripcion)
    pagina = Paginator(hallados, POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "captura/inicio_actor.html",
        {
            "proceso": proceso,
            "form": form,
            "pagina": pagina,
            "renglones": _renglones(list(pagina), proceso, adscripcion),
            "cuentas": _con_nombre(cuentas_por_estado(todos)),
            "ajenas": _coaliciones_que_solo_lee(todos, adscripcion),
        },
    )


def _cola(request, adscripcion):
    proceso = proceso_de_trabajo(adscripcion)
    todos = cuestionarios_de_trabajo(adscripcion, proceso)
    datos = request.GET.copy()
    datos.setdefault("estado", Estado.ENVIADO)
    form = FiltroForm(datos, actores=actores_del_proceso(proceso))
    criterios = form.criterios()
    cuentas = cuentas_por_estado(filtrar(todos, **{**criterios, "estado": ""}))
    hallados = en_orden(filtrar(todos, **criterios), adscripcion)
    pagina = Paginator(hallados, POR_PAGINA).get_page(request.GET.get("pagina"))
    tomas = tomas_vigentes(pagina.object_list)
    for cuestionario in pagina.object_list:
        cuestionario.lo_tiene = tomas.get(cuestionario.pk, "")
    return render(
        request,
        "captura/inicio_revision.html",
        {
            "proceso": proceso,
            "form": form,
            "pagina": pagina,
            "pestanas": _pestanas(request, cuentas, criterios["estado"]),
            "estado": criterios["estado"],
            "derechos": _derechos_por_atender(),
        },
    )


def _derechos_por_atender() -> dict[str, int]:
    """Cuántas solicitudes de derechos esperan y cuántas ya vencieron."""
    solicitudes = SolicitudDeDerechos.objects.por_atender()
    vencidas = SolicitudDeDerechos.objects.vencidas(reloj.hoy()).values("pk")
    return solicitudes.aggregate(todas=Count("pk"), vencidas=Count("pk", filter=Q(pk__in=vencidas)))


def _pestanas(request, cuentas: dict[str, int], actual: str) -> list[dict]:
    consulta = request.GET.copy()
    consulta.pop("pagina", None)
    pestanas = []
    for estado, cuantos in cuentas.items():
        consulta["estado"] = estado
        pestanas.append(
            {
                "texto": Estado(estado).label,
                "cuantos": cuantos,
                "url": f"?{consulta.urlencode()}",
                "actual": estado == actual,
            }
        )
    return pestanas


def _con_nombre(cuentas: dict[str, int]) -> list[tuple[str, str, int]]:
    return [(e, Estado(e).label, n) for e, n in cuentas.items() if n]


def _renglones(cuestionarios: list[Cuestionario], proceso, adscripcion):
    pendientes = _observaciones_pendientes(cuestionarios)
    capturables: dict[int, bool] = {}
    renglones = []
    for cuestionario in cuestionarios:
        candidatura = cuestionario.candidatura
        # Un solo proceso en memoria: sus parámetros se leen una vez, no una por renglón.
        candidatura.proceso = proceso
        actor = candidatura.formula.actor_id
        if actor not in capturables:
            capturables[actor] = puede_capturar(adscripcion, candidatura)
        editable = cuestionario.estado in EDITABLES and candidatura.esta_en_boleta
        renglones.append(
            RenglonDeTablero(
                cuestionario,
                len(incumplimientos(cuestionario)) if editable else None,
                pendientes.get(cuestionario.pk, 0),
                capturables[actor],
            )
        )
    return renglones


def _observaciones_pendientes(cuestionarios: list[Cuestionario]) -> dict[int, int]:
    claves = Observacion.objects.filter(
        cuestionario__in=cuestionarios, atendida_en=None
    ).values_list("cuestionario", flat=True)
    cuentas: dict[int, int] = {}
    for clave in claves:
        cuentas[clave] = cuentas.get(clave, 0) + 1
    return cuentas


def _coaliciones_que_solo_lee(todos, adscripcion) -> list:
    """Las coaliciones cuyo convenio nombra a otro partido para capturar."""
    if adscripcion.rol != Rol.ENLACE:
        return []
    propios = set(adscripcion.actor.integrantes.values_list("partido", flat=True))
    de_otros = (
        ActorPolitico.objects.filter(pk__in=todos.values("candidatura__formula__actor"))
        .exclude(pk=adscripcion.actor_id)
        .select_related("partido_captura")
    )
    return [actor for actor in de_otros if actor.partido_captura_id not in propios]
