"""Los informes del proceso, el borrador que se escribe solo y sus archivos. Solo el instituto."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import ProcesoElectoral
from captura.permisos import puede_editar_informes, puede_ver_informes
from conoceles.comun.errores import ErrorDeDominio
from informes import formatos, servicios
from informes.calendario import Calendario
from informes.contenido import construir
from informes.forms import RedaccionForm
from informes.models import Actividad, EstadoDeActividad, InformeMensual
from informes.presentacion import hallazgos_del_informe, historia, para_pantalla
from informes.registro_de_actividades import renglones
from informes.revisor import material_del_informe, revisar


@require_safe
def lista(request):
    """Los informes del proceso vigente y, arriba, el borrador del mes que corre."""
    _exigir_lectura(request)
    proceso = ProcesoElectoral.objects.filter(vigente=True).first()
    if proceso is None:
        return render(request, "informes/lista.html", {"proceso": None})
    calendario = Calendario.de(proceso)
    borrador = calendario.informe(calendario.mes_en_curso())
    anteriores = [i for i in reversed(calendario.guardados.values()) if i.mes != borrador.mes]
    return render(
        request,
        "informes/lista.html",
        {"proceso": proceso, "anteriores": anteriores}
        | _contexto_de_renglones(request, calendario, borrador),
    )


@require_safe
def detalle(request, proceso: str, mes: date):
    """El informe como se leerá, con los mismos textos que el PDF y el DOCX."""
    calendario, informe = _buscar(request, proceso, mes)
    return render(
        request,
        "informes/detalle.html",
        {"contenido": construir(calendario, informe)}
        | _contexto_de_renglones(request, calendario, informe),
    )


@require_safe
def descargar(request, proceso: str, mes: date, formato: str):
    calendario, informe = _buscar(request, proceso, mes)
    if formato not in formatos.FORMATOS:
        raise Http404
    modulo = formatos.formato(formato)
    nombre = f"informe-{calendario.proceso.clave}-{informe.clave_de_mes}.{formato}"
    return HttpResponse(
        modulo.generar(construir(calendario, informe)),
        content_type=modulo.TIPO_DE_CONTENIDO,
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def editar_renglon(request, proceso: str, mes: date, renglon: str):
    calendario, informe = _buscar(request, proceso, mes)
    actividad = _buscar_renglon(request, calendario, informe, renglon)
    form = RedaccionForm(request.POST or None, initial={"texto": actividad.descripcion})
    if request.method == "POST" and form.is_valid():
        try:
            servicios.editar_redaccion(
                informe=informe,
                renglon=actividad,
                texto=form.cleaned_data["texto"],
                adscripcion=request.adscripcion,
            )
        except ErrorDeDominio as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Redacción guardada.")
            return _volver(request, informe)
    return render(
        request,
        "informes/renglon.html",
        {
            "form": form,
            "informe": informe,
            "renglon": para_pantalla(actividad),
            "historia": historia(actividad),
        },
    )


@require_POST
def decidir_renglon(request, proceso: str, mes: date, renglon: str):
    """Acepta, deja fuera o recupera un renglón."""
    calendario, informe = _buscar(request, proceso, mes)
    actividad = _buscar_renglon(request, calendario, informe, renglon)
    estado = request.POST.get("estado")
    if estado not in {EstadoDeActividad.ACEPTADA, EstadoDeActividad.OMITIDA}:
        raise Http404
    try:
        servicios.decidir(
            informe=informe,
            renglon=actividad,
            estado=EstadoDeActividad(estado),
            adscripcion=request.adscripcion,
        )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    else:
        aceptado = estado == EstadoDeActividad.ACEPTADA
        messages.success(request, "Renglón aceptado." if aceptado else "Renglón fuera del informe.")
    return _volver(request, informe)


@require_safe
def revision(request, proceso: str, mes: date):
    """Lo que el revisor halla, con enlace al lugar; lo dispensado, aparte y con su motivo."""
    calendario, informe = _buscar(request, proceso, mes)
    pendientes, dispensados = hallazgos_del_informe(calendario, informe)
    return render(
        request,
        "informes/revision.html",
        {
            "informe": informe,
            "pendientes": pendientes,
            "dispensados": dispensados,
            "puede_editar": puede_editar_informes(request.adscripcion) and not informe.es_aprobado,
        },
    )


@require_POST
def dispensar(request, proceso: str, mes: date, hallazgo: str):
    """Deja un hallazgo como está, o con `quitar` lo vuelve a señalar."""
    calendario, informe = _buscar(request, proceso, mes)
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    hallado = next(
        (h for h in revisar(material_del_informe(calendario, informe)) if h.clave == hallazgo), None
    )
    if hallado is None:
        raise Http404
    try:
        if "quitar" in request.POST:
            servicios.quitar_dispensa(
                informe=informe, hallazgo=hallado, adscripcion=request.adscripcion
            )
        else:
            servicios.dispensar_hallazgo(
                informe=informe,
                hallazgo=hallado,
                motivo=request.POST.get("motivo", ""),
                adscripcion=request.adscripcion,
            )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
    return redirect("informes:revision", proceso=informe.proceso.clave, mes=informe.mes)


def _exigir_lectura(request) -> None:
    if not puede_ver_informes(request.adscripcion):
        raise PermissionDenied


def _buscar(request, clave: str, mes: date) -> tuple[Calendario, InformeMensual]:
    _exigir_lectura(request)
    calendario = Calendario.de(get_object_or_404(ProcesoElectoral, clave=clave))
    if not calendario.admite(mes):
        raise Http404
    return calendario, calendario.informe(mes)


def _buscar_renglon(
    request, calendario: Calendario, informe: InformeMensual, clave: str
) -> Actividad:
    if not puede_editar_informes(request.adscripcion):
        raise PermissionDenied
    for actividad in renglones(calendario, informe):
        if actividad.clave == clave:
            return actividad
    raise Http404


def _contexto_de_renglones(request, calendario: Calendario, informe: InformeMensual) -> dict:
    filas = [para_pantalla(a) for a in renglones(calendario, informe)]
    return {
        "informe": informe,
        "periodo": calendario.periodo(informe),
        "renglones": [f for f in filas if f.estado != EstadoDeActividad.OMITIDA],
        "fuera": [f for f in filas if f.estado == EstadoDeActividad.OMITIDA],
        # En un borrador la tabla de actividades se puede trabajar; sin renglones basta el texto.
        "con_renglones": bool(filas) and not informe.es_aprobado,
        "puede_editar": puede_editar_informes(request.adscripcion) and not informe.es_aprobado,
    }


def _volver(request, informe: InformeMensual):
    return redirect("informes:detalle", proceso=informe.proceso.clave, mes=informe.mes)
