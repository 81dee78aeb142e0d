"""El formulario público para reportar un error. Vive aquí porque lo que recibe es privado."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from candidaturas.models import Candidatura
from captura.forms.reportes import ReporteForm
from captura.models import ReporteDeError
from captura.servicios.reportes import recibir_reporte
from conoceles.comun.conexion_publica import con_rol_publico, conexion_propia
from conoceles.comun.limites import permitir
from conoceles.comun.origen import formulario_publico

REPORTES_MAXIMOS = 5
SEGUNDOS = 10 * 60


@formulario_publico
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.non_atomic_requests
def reportar(request, pk: int, slug: str) -> HttpResponse:
    """GET con `folio`: el acuse, que también dice en qué va el reporte."""
    candidatura = get_object_or_404(
        Candidatura.objects.publicas().select_related(
            "proceso", "formula__actor", "formula__eleccion__cargo"
        ),
        pk=pk,
    )
    if slug != candidatura.slug:
        return redirect("reportar", pk=pk, slug=candidatura.slug, permanent=True)
    contexto = {"candidatura": candidatura, "demasiados": False}
    if folio := request.GET.get("folio", ""):
        reportes = ReporteDeError.objects.defer("texto", "correo")
        # PostgreSQL no admite el carácter nulo ni para buscarlo.
        with conexion_propia(request):
            contexto["reporte"] = get_object_or_404(
                reportes, folio=folio.replace("\0", ""), candidatura=candidatura
            )
        return render(request, "captura/reporte_recibido.html", contexto)
    form = contexto["form"] = ReporteForm(request.POST or None)
    if form.is_valid():
        if permitir(request, "reporte", maximo=REPORTES_MAXIMOS, segundos=SEGUNDOS):
            datos = form.cleaned_data
            with con_rol_publico():
                reporte = recibir_reporte(
                    candidatura=candidatura,
                    clase=datos["clase"],
                    texto=datos["texto"],
                    correo=datos["correo"],
                )
            direccion = reverse("reportar", args=[pk, slug])
            return redirect(f"{direccion}?{urlencode({'folio': reporte.folio})}")
        contexto["demasiados"] = True
    estado = 429 if contexto["demasiados"] else 200
    respuesta = render(request, "captura/reportar.html", contexto, status=estado)
    if contexto["demasiados"]:
        respuesta["Retry-After"] = str(SEGUNDOS)
    return respuesta
