"""El informe cuantitativo en pantalla, sus archivos y los cortes registrados."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from candidaturas.models import ProcesoElectoral
from captura.permisos import puede_editar_informes, puede_ver_informes
from captura.views.alcance import exigir_lectura
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes.cuantitativo import cortes
from informes.cuantitativo.formatos import FORMATOS
from informes.cuantitativo.reporte import construir
from informes.forms.cuantitativo import ArchivoCuantitativoForm, CorteForm, RegistroDeCorteForm
from informes.identidad.congelar import umbral_vigente
from informes.identidad.fuente import pregunta_por_la_identidad


@require_safe
def cuantitativo(request, proceso: str):
    """Las tablas a un corte; sin decir cuál, al último minuto completo."""
    proceso = buscar_proceso(request, proceso)
    ultimo_minuto = reloj.ahora().replace(second=0, microsecond=0) - timedelta(minutes=1)
    inicial = {"corte": timezone.localtime(ultimo_minuto)}
    form = CorteForm(request.GET or None, initial=inicial, proceso=proceso)
    reporte = None
    if form.is_valid() or not form.is_bound:
        datos = form.cleaned_data if form.is_bound else {"corte": ultimo_minuto, "anterior": None}
        try:
            reporte = construir(proceso, datos["corte"], anterior=datos["anterior"])
        except ErrorDeDominio as error:
            messages.error(request, str(error))
    return render(
        request,
        "informes/cuantitativo.html",
        {
            "proceso": proceso,
            "form": form,
            "reporte": reporte,
            "formatos": FORMATOS,
            "clases": RegistroDeCorteForm.base_fields["clase"].choices,
            "registrados": proceso.cuantitativos.select_related("registrado_por"),
            "umbral_de_identidad": umbral_vigente(proceso)
            if pregunta_por_la_identidad(proceso)
            else None,
            "puede_editar": puede_editar_informes(request.adscripcion),
        },
    )


@require_POST
def pedir_archivo(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    form = ArchivoCuantitativoForm(request.POST, proceso=proceso)
    if form.is_valid():
        try:
            trabajo = cortes.pedir_archivo(
                proceso=proceso, adscripcion=request.adscripcion, **form.cleaned_data
            )
        except ErrorDeDominio as error:
            messages.error(request, str(error))
        else:
            return redirect("captura:trabajo", trabajo.pk)
    else:
        messages.error(request, "Elija un corte y un formato.")
    return redirect("informes:cuantitativo", proceso=proceso.clave)


@require_POST
def registrar(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    form = RegistroDeCorteForm(request.POST)
    if form.is_valid():
        try:
            registrado = cortes.registrar_corte(
                proceso=proceso, adscripcion=request.adscripcion, **form.cleaned_data
            )
        except ErrorDeDominio as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Corte registrado: {registrado}.")
    else:
        messages.error(request, "Diga el corte y su clase.")
    return redirect("informes:cuantitativo", proceso=proceso.clave)


def buscar_proceso(request, clave: str) -> ProcesoElectoral:
    if not puede_ver_informes(request.adscripcion):
        raise PermissionDenied
    return exigir_lectura(request, get_object_or_404(ProcesoElectoral, clave=clave))
