"""Los pasos de un informe: textos, sesión, aprobación, escaneo y corrección."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.permisos import puede_aprobar_informes, puede_editar_informes
from conoceles.comun.errores import ErrorDeDominio
from informes import textos
from informes.forms.mensual import AprobacionForm, TextosForm
from informes.models import ArchivoDeInforme
from informes.presentacion import hallazgos_del_informe
from informes.servicios import sesion
from informes.views.mensual import buscar_informe, entregar, intentar, volver


@require_http_methods(["GET", "HEAD", "POST"])
def editar_textos(request, proceso: str, mes: date):
    _, informe = buscar_informe(request, proceso, mes)
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    form = TextosForm(request.POST or None, instance=informe)
    if request.method == "POST" and form.is_valid():
        try:
            sesion.editar_textos(
                informe=informe, datos=form.cleaned_data, adscripcion=request.adscripcion
            )
        except ErrorDeDominio as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Textos guardados.")
            return volver(informe)
    de_costumbre = [
        (clave, nombre, textos.fijo(clave)) for clave, nombre in textos.NOMBRES_DE_FIJOS.items()
    ]
    return render(
        request,
        "informes/textos.html",
        {"form": form, "informe": informe, "de_costumbre": de_costumbre},
    )


@require_POST
def dar_paso(request, proceso: str, mes: date, paso: str):
    """«a-sesion», «a-borrador», «corregir» o «firmado»."""
    _, informe = buscar_informe(request, proceso, mes)
    servicios = {
        "a-sesion": (sesion.llevar_a_sesion, "El informe está en sesión."),
        "a-borrador": (sesion.regresar_a_borrador, "El informe es borrador otra vez."),
        "corregir": (sesion.corregir, "Versión nueva en borrador."),
        "firmado": (sesion.subir_firmado, "Escaneo guardado."),
    }
    if paso not in servicios:
        raise Http404
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    servicio, exito = servicios[paso]
    extra: dict = {}
    if paso == "corregir":
        extra["motivo"] = request.POST.get("motivo", "")
    elif paso == "firmado":
        archivo = request.FILES.get("archivo")
        if archivo is None:
            messages.error(request, "Elija el archivo del escaneo.")
            return volver(informe)
        extra["datos"] = archivo.read(sesion.MAXIMO_DEL_ESCANEO + 1)
    intentar(request, exito, servicio, informe=informe, adscripcion=request.adscripcion, **extra)
    return volver(informe)


@require_http_methods(["GET", "HEAD", "POST"])
def aprobar(request, proceso: str, mes: date):
    """La Comisión lo aprueba. Enseña lo que el revisor aún señala; no lo impide."""
    calendario, informe = buscar_informe(request, proceso, mes)
    if not puede_aprobar_informes(request.adscripcion):
        raise PermissionDenied
    form = AprobacionForm(request.POST or None, initial={"aprobado_el": calendario.hasta(informe)})
    if request.method == "POST" and form.is_valid():
        try:
            sesion.aprobar(informe=informe, adscripcion=request.adscripcion, **form.cleaned_data)
        except ErrorDeDominio as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Informe aprobado: su contenido y sus archivos no cambian.")
            return volver(informe)
    pendientes, _ = hallazgos_del_informe(calendario, informe)
    return render(
        request,
        "informes/aprobar.html",
        {"form": form, "informe": informe, "pendientes": pendientes},
    )


@require_safe
def firmado(request, proceso: str, mes: date, pk: int):
    """Un escaneo firmado, para quien lee informes."""
    _, informe = buscar_informe(request, proceso, mes)
    archivo = get_object_or_404(
        ArchivoDeInforme,
        pk=pk,
        informe__proceso=informe.proceso,
        informe__mes=informe.mes,
        clase=ArchivoDeInforme.Clase.FIRMADO,
    )
    nombre = f"informe-{proceso}-{informe.clave_de_mes}-firmado.pdf"
    with archivo.archivo.open() as escaneo:
        datos = escaneo.read()
    return entregar(request, nombre, datos, "application/pdf")
