"""Los reportes de error, vistos por quien los atiende."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from captura.ciclo import sin_lo_bloqueado
from captura.forms.reportes import MoverReporteForm
from captura.models import EstadoDeReporte, ReporteDeError
from captura.permisos import puede_atender_reportes
from captura.servicios.reportes import SIGUIENTES, ReporteNoAvanza, mover_reporte
from captura.views.alcance import exigir

POR_PAGINA = 25


def _visibles(request):
    if not puede_atender_reportes(request.adscripcion):
        return ReporteDeError.objects.none()
    return sin_lo_bloqueado(
        request.adscripcion,
        ReporteDeError.objects.select_related(
            "candidatura__formula__actor", "candidatura__formula__eleccion__cargo"
        ),
        "candidatura__proceso",
    )


@require_safe
def reportes(request):
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_atender_reportes(request.adscripcion))
    estado = request.GET.get("estado", EstadoDeReporte.ABIERTO)
    if estado not in EstadoDeReporte.values:
        raise Http404
    cuentas = dict(
        _visibles(request)
        .select_related(None)
        .order_by()
        .values_list("estado")
        .annotate(cuantos=Count("pk"))
    )
    hallados = _visibles(request).filter(estado=estado)
    if estado == EstadoDeReporte.CERRADO:
        hallados = hallados.order_by("-cerrado_en", "-pk")
    return render(
        request,
        "captura/reportes.html",
        {
            "pagina": Paginator(hallados, POR_PAGINA).get_page(request.GET.get("pagina")),
            "pestanas": [
                {"texto": e.label, "clave": e.value, "cuantos": cuentas.get(e.value, 0)}
                for e in EstadoDeReporte
            ],
            "estado": estado,
        },
    )


@require_safe
def reporte(request, folio: str):
    hallado = get_object_or_404(_visibles(request), folio=folio)
    return _pagina(request, hallado, MoverReporteForm())


def _pagina(request, reporte: ReporteDeError, form: MoverReporteForm, estado: int = 200):
    return render(
        request,
        "captura/reporte.html",
        {
            "reporte": reporte,
            "movimientos": reporte.movimientos.select_related("autor"),
            "siguientes": SIGUIENTES[EstadoDeReporte(reporte.estado)],
            "form": form,
        },
        status=estado,
    )


@require_POST
def mover(request, folio: str):
    hallado = get_object_or_404(_visibles(request), folio=folio)
    form = MoverReporteForm(request.POST)
    if form.is_valid():
        try:
            movido = mover_reporte(
                reporte=hallado,
                hacia=EstadoDeReporte(form.cleaned_data["hacia"]),
                nota=form.cleaned_data["nota"],
                adscripcion=request.adscripcion,
            )
        except ReporteNoAvanza as error:
            form.add_error("nota", str(error))
        else:
            messages.success(request, f"El reporte quedó {movido.get_estado_display().lower()}.")
            return redirect("captura:reporte", folio=folio)
    return _pagina(request, hallado, form)
