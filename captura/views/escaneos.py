"""Hojas escaneadas: subir el PDF, ver de quién es cada página y transcribirlas."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.consultas import proceso_de_trabajo
from captura.forms.consentimientos import AsignarForm, LoteForm, TranscripcionForm
from captura.models import EstadoDeHoja, EstadoDeTrabajo, HojaEscaneada, LoteDeEscaneos
from captura.permisos import puede_subir_lotes
from captura.servicios.consentimientos import ConsentimientoNoProcede, formato_vigente
from captura.servicios.lotes import (
    asignar_hoja,
    candidaturas_asignables,
    descartar_hoja,
    transcribir_hoja,
)
from captura.servicios.trabajos import pedir
from captura.trabajos import SEPARAR_ESCANEOS
from captura.views.alcance import exigir
from captura.views.consentimientos import como_jpeg
from captura.views.hojas import huella_del_archivo
from captura.views.trabajos import buscar_trabajo

PENDIENTES = (EstadoDeHoja.POR_ASIGNAR, EstadoDeHoja.POR_TRANSCRIBIR)


@require_http_methods(["GET", "HEAD", "POST"])
def lotes(request):
    adscripcion = request.adscripcion
    if adscripcion is None:
        raise PermissionDenied
    exigir(puede_subir_lotes(adscripcion))
    proceso = proceso_de_trabajo(adscripcion)
    if proceso is None:
        raise Http404
    form = LoteForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        archivo = form.cleaned_data["archivo"]
        trabajo = pedir(
            clase=SEPARAR_ESCANEOS,
            clave=f"{proceso.pk}:{huella_del_archivo(archivo)}",
            parametros={"proceso": proceso.pk},
            adscripcion=adscripcion,
            entrada=archivo,
        )
        return redirect("captura:trabajo", uuid=trabajo.pk)
    suyos = LoteDeEscaneos.objects.visibles_para(adscripcion).filter(proceso=proceso)
    suyos = suyos.select_related("subido_por").annotate(
        paginas=Count("hojas"),
        pendientes=Count("hojas", filter=Q(hojas__estado__in=PENDIENTES)),
    )
    return render(request, "captura/escaneos.html", {"form": form, "lotes": suyos[:100]})


@require_safe
def separado(request, uuid):
    """Del trabajo terminado a su lote."""
    trabajo = buscar_trabajo(
        request, uuid, clase=SEPARAR_ESCANEOS, estado=EstadoDeTrabajo.TERMINADO
    )
    lote = get_object_or_404(
        LoteDeEscaneos.objects.visibles_para(request.adscripcion),
        proceso=trabajo.parametros["proceso"],
        huella=trabajo.clave.rpartition(":")[2],
        subido_por=trabajo.pedido_por,
    )
    return redirect("captura:escaneo", pk=lote.pk)


@require_safe
def lote(request, pk: int):
    lote = get_object_or_404(LoteDeEscaneos.objects.visibles_para(request.adscripcion), pk=pk)
    hojas = list(lote.hojas.select_related("candidatura__formula__actor", "consentimiento", "hoja"))
    return render(
        request,
        "captura/escaneo.html",
        {
            "lote": lote,
            "hojas": hojas,
            "cuentas": [
                (estado.label, cuantas)
                for estado in EstadoDeHoja
                if (cuantas := sum(hoja.estado == estado for hoja in hojas))
            ],
            "siguiente": next((h for h in hojas if h.estado in PENDIENTES), None),
        },
    )


def _buscar(request, pk: int) -> HojaEscaneada:
    return get_object_or_404(
        HojaEscaneada.objects.filter(
            lote__in=LoteDeEscaneos.objects.visibles_para(request.adscripcion)
        ).select_related(
            "lote__proceso", "candidatura__formula__actor", "hoja__formato", "consentimiento"
        ),
        pk=pk,
    )


@require_safe
def imagen(request, pk: int):
    with _buscar(request, pk).imagen.open() as archivo:
        return como_jpeg(archivo.read())


@require_http_methods(["GET", "HEAD", "POST"])
def hoja(request, pk: int):
    """La página junto a sus tres respuestas; si no se sabe de quién es, primero se asigna."""
    escaneada = _buscar(request, pk)
    formato = escaneada.hoja.formato if escaneada.hoja else formato_vigente(escaneada.lote.proceso)
    form = None
    if escaneada.estado == EstadoDeHoja.POR_TRANSCRIBIR and formato:
        form = TranscripcionForm(
            request.POST or None,
            formato=formato,
            initial={"firmante": escaneada.candidatura.nombre},
        )
    if form and form.is_valid():
        try:
            transcribir_hoja(
                escaneada=escaneada,
                formato=formato,
                decision=form.decision(),
                firmante=form.cleaned_data["firmante"],
                firmado_el=form.cleaned_data["firmado_el"],
                adscripcion=request.adscripcion,
            )
        except ConsentimientoNoProcede as error:
            form.add_error(None, str(error))
        else:
            return _a_la_siguiente(request, escaneada, "Respuestas guardadas.")
    return _pagina(request, escaneada, form, None)


@require_POST
def asignar(request, pk: int):
    escaneada = _buscar(request, pk)
    form = _form_de_asignar(request, escaneada, request.POST)
    if form.is_valid():
        try:
            asignar_hoja(
                escaneada=escaneada,
                candidatura=form.cleaned_data["candidatura"],
                adscripcion=request.adscripcion,
            )
        except ConsentimientoNoProcede as error:
            messages.error(request, str(error))
        return redirect("captura:pagina_escaneada", pk=pk)
    return _pagina(request, escaneada, None, form)


@require_POST
def descartar(request, pk: int):
    escaneada = _buscar(request, pk)
    try:
        descartar_hoja(escaneada=escaneada, adscripcion=request.adscripcion)
    except ConsentimientoNoProcede as error:
        messages.error(request, str(error))
        return redirect("captura:pagina_escaneada", pk=pk)
    return _a_la_siguiente(request, escaneada, "Página descartada. Sigue a la vista en su lote.")


def _form_de_asignar(request, escaneada: HojaEscaneada, datos=None) -> AsignarForm:
    candidaturas = candidaturas_asignables(request.adscripcion, escaneada.lote.proceso)
    return AsignarForm(datos, candidaturas=candidaturas)


def _pagina(request, escaneada: HojaEscaneada, form, form_asignar):
    if escaneada.estado == EstadoDeHoja.POR_ASIGNAR and form_asignar is None:
        form_asignar = _form_de_asignar(request, escaneada)
    return render(
        request,
        "captura/pagina_escaneada.html",
        {
            "hoja": escaneada,
            "form": form,
            "form_asignar": form_asignar,
            "pendiente": escaneada.estado in PENDIENTES,
        },
    )


def _a_la_siguiente(request, escaneada: HojaEscaneada, mensaje: str):
    """A la próxima página pendiente del lote o, si ya no hay, al lote."""
    messages.success(request, mensaje)
    pendientes = escaneada.lote.hojas.filter(estado__in=PENDIENTES)
    siguiente = pendientes.filter(numero__gt=escaneada.numero).first() or pendientes.first()
    if siguiente:
        return redirect("captura:pagina_escaneada", pk=siguiente.pk)
    return redirect("captura:escaneo", pk=escaneada.lote_id)
