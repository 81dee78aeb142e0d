"""Solicitudes de derechos: la persona las presenta y las sigue; UTTAI las registra y resuelve."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.escaneos import EscaneoRechazado
from captura.forms.derechos import (
    CumplirSolicitudForm,
    EnviarEnlaceForm,
    ResolverSolicitudForm,
    SolicitudForm,
    SuprimirLoSuyoForm,
)
from captura.models import Cuestionario, Rol, SolicitudDeDerechos
from captura.permisos import (
    puede_llevarse_los_datos,
    puede_registrar_derechos,
    puede_resolver_derechos,
    puede_ver_derechos,
)
from captura.servicios import entregas
from captura.servicios.consentimientos import escanear
from captura.servicios.derechos import (
    SolicitudNoProcede,
    cumplir_solicitud,
    identificacion_intacta,
    pedir_los_datos,
    registrar_solicitud,
    resolver_solicitud,
    suprimir_lo_suyo,
)
from captura.servicios.supresion import SupresionNoProcede
from captura.views.alcance import buscar_candidatura, exigir
from captura.views.consentimientos import como_jpeg
from conoceles.comun import reloj
from conoceles.comun.demostracion import LEYENDA

POR_PAGINA = 25


def _buscar(request, folio: str) -> SolicitudDeDerechos:
    visibles = SolicitudDeDerechos.objects.visibles_para(request.adscripcion)
    return get_object_or_404(
        visibles.select_related(
            "candidatura__proceso",
            "candidatura__formula__actor",
            "candidatura__formula__eleccion__cargo",
            "candidatura__cuestionario",
            "registrada_por",
            "resuelta_por",
            "cumplida_por",
        ),
        folio=folio,
    )


@require_safe
def lista(request):
    """Primero lo que se debe, lo que antes vence arriba."""
    exigir(puede_ver_derechos(request.adscripcion))
    hoy = reloj.hoy()
    visibles = SolicitudDeDerechos.objects.visibles_para(request.adscripcion).select_related(
        "candidatura__proceso"
    )
    por_atender = visibles.por_atender()
    concluidas = visibles.exclude(pk__in=por_atender.values("pk")).order_by("-resuelta_en", "-pk")
    es_suya = request.adscripcion.rol == Rol.CANDIDATA
    return render(
        request,
        "captura/derechos/lista.html",
        {
            "hoy": hoy,
            "por_atender": sorted(por_atender, key=lambda s: s.vence_el),
            "vencidas": visibles.vencidas(hoy).count(),
            "pagina": Paginator(concluidas, POR_PAGINA).get_page(request.GET.get("pagina")),
            "es_suya": es_suya,
            "suyas": (
                Cuestionario.objects.visibles_para(request.adscripcion).annotate(
                    nombre=F("candidatura__nombre")
                )
                if es_suya
                else []
            ),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nueva(request, pk: int):
    candidatura = buscar_candidatura(request, pk)
    exigir(puede_registrar_derechos(request.adscripcion, candidatura))
    es_suya = request.adscripcion.rol == Rol.CANDIDATA
    form = SolicitudForm(
        request.POST or None,
        request.FILES or None,
        es_suya=es_suya,
        initial={"solicitante": candidatura.nombre, "recibida_el": reloj.hoy()},
    )
    if form.is_valid():
        datos = form.cleaned_data
        archivo = datos.pop("identificacion")
        try:
            solicitud = registrar_solicitud(
                candidatura=candidatura,
                identificacion=escanear(archivo.read(), archivo.name),
                adscripcion=request.adscripcion,
                **({"recibida_el": reloj.hoy()} | datos),
            )
        except EscaneoRechazado as error:
            form.add_error("identificacion", str(error))
        except SolicitudNoProcede as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Solicitud registrada con el folio {solicitud.folio}.")
            return redirect("captura:derecho", folio=solicitud.folio)
    return render(
        request,
        "captura/derechos/nueva.html",
        {"form": form, "candidatura": candidatura, "es_suya": es_suya},
    )


@require_safe
def solicitud(request, folio: str):
    return _pagina(request, _buscar(request, folio))


def _pagina(request, solicitud, *, resolver=None, cumplir=None, suprimir=None, enlazar=None):
    if puede_resolver_derechos(request.adscripcion):
        suprimir = suprimir or SuprimirLoSuyoForm()
        resolver = resolver or ResolverSolicitudForm()
        cumplir = cumplir or CumplirSolicitudForm()
    se_lleva_los_datos = puede_llevarse_los_datos(request.adscripcion, solicitud)
    es_suya = request.adscripcion.rol == Rol.CANDIDATA
    enlazar = enlazar or EnviarEnlaceForm() if se_lleva_los_datos and not es_suya else None
    return render(
        request,
        "captura/derechos/solicitud.html",
        {
            "solicitud": solicitud,
            "enlazar": enlazar,
            "enlace": None if es_suya else solicitud.enlaces_de_entrega.first(),
            "situacion": solicitud.situacion,
            "candidatura": solicitud.candidatura,
            "vencida": solicitud.vence_el is not None and solicitud.vence_el < reloj.hoy(),
            "es_suya": es_suya,
            "area": settings.INSTITUTO["area"],
            "resolver": resolver if solicitud.por_responder else None,
            "cumplir": cumplir if solicitud.por_cumplir else None,
            "suprimir": suprimir if solicitud.se_suprime else None,
            "se_lleva_los_datos": se_lleva_los_datos,
        },
    )


@require_safe
def identificacion(request, folio: str):
    """La imagen, solo si sigue siendo la que se subió."""
    try:
        return como_jpeg(identificacion_intacta(_buscar(request, folio)))
    except SolicitudNoProcede as error:
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")


@require_safe
def acuse(request, folio: str):
    """El acuse, como archivo de texto."""
    texto = render_to_string(
        "captura/derechos/acuse.txt",
        {"solicitud": _buscar(request, folio), "leyenda": LEYENDA if settings.ES_DEMO else ""},
    )
    respuesta = HttpResponse(texto, content_type="text/plain; charset=utf-8")
    respuesta["Content-Disposition"] = f'attachment; filename="{folio}.txt"'
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


@require_POST
def resolver(request, folio: str):
    hallada = _buscar(request, folio)
    exigir(puede_resolver_derechos(request.adscripcion))
    form = ResolverSolicitudForm(request.POST)
    if not form.is_valid():
        return _pagina(request, hallada, resolver=form)
    return _hacer(request, hallada, resolver_solicitud, form, "La resolución quedó registrada.")


@require_POST
def cumplir(request, folio: str):
    hallada = _buscar(request, folio)
    exigir(puede_resolver_derechos(request.adscripcion))
    form = CumplirSolicitudForm(request.POST)
    if not form.is_valid():
        return _pagina(request, hallada, cumplir=form)
    return _hacer(request, hallada, cumplir_solicitud, form, "Lo que se hizo quedó registrado.")


@require_POST
def suprimir(request, folio: str):
    hallada = _buscar(request, folio)
    exigir(puede_resolver_derechos(request.adscripcion))
    form = SuprimirLoSuyoForm(request.POST)
    if not form.is_valid():
        return _pagina(request, hallada, suprimir=form)
    return _hacer(request, hallada, suprimir_lo_suyo, form, "Se suprimió y el acta está lista.")


def _hacer(request, hallada, servicio, form, dicho: str):
    datos = {campo: valor for campo, valor in form.cleaned_data.items() if campo != "entiendo"}
    try:
        servicio(solicitud=hallada, adscripcion=request.adscripcion, **datos)
    except (SolicitudNoProcede, SupresionNoProcede) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, dicho)
    return redirect("captura:derecho", folio=hallada.folio)


@require_POST
def enviar_enlace(request, folio: str):
    hallada = _buscar(request, folio)
    exigir(puede_resolver_derechos(request.adscripcion))
    exigir(puede_llevarse_los_datos(request.adscripcion, hallada))
    form = EnviarEnlaceForm(request.POST)
    if not form.is_valid():
        return _pagina(request, hallada, enlazar=form)
    return _hacer(request, hallada, entregas.enviar_enlace, form, "Se mandó el enlace.")


@require_POST
def llevarse_los_datos(request, folio: str):
    hallada = _buscar(request, folio)
    exigir(puede_llevarse_los_datos(request.adscripcion, hallada))
    trabajo = pedir_los_datos(solicitud=hallada, adscripcion=request.adscripcion)
    return redirect("captura:trabajo", uuid=trabajo.pk)
