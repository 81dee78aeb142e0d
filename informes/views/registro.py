"""El registro de que se hace el informe, en una página, y sus formularios."""

from datetime import date
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import ProcesoElectoral
from captura.models import AvisoAlINE, EstadoDeAviso
from captura.permisos import (
    puede_editar_informes,
    puede_registrar_oficios,
)
from captura.plazos import Calendario as Plazos
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes import redaccion, textos
from informes.forms.registro import (
    AcuerdoForm,
    DiaForm,
    DifusionForm,
    FraseForm,
    OficioForm,
    ReunionForm,
)
from informes.models import (
    ActividadDeDifusion,
    Acuerdo,
    Oficio,
    PlantillaDeRedaccion,
    Reunion,
    Sentido,
)
from informes.presentacion import versiones_de_frase
from informes.servicios import registro as servicios
from informes.views.cuantitativo import buscar_proceso
from informes.views.mensual import buscar_informe, volver

DE_COSTUMBRE = redaccion.FRASES | textos.FIJOS


def _exigir(condicion: bool) -> None:
    if not condicion:
        raise PermissionDenied


@require_safe
def registro(request, proceso: str):
    """Oficios, avisos por enviar, difusión, acuerdos y frases."""
    proceso = buscar_proceso(request, proceso)
    oficios = proceso.oficios.select_related("informe").all()
    hoy = reloj.hoy()
    propias = dict(PlantillaDeRedaccion.objects.values_list("clave", "texto"))
    return render(
        request,
        "informes/registro.html",
        {
            "proceso": proceso,
            "oficios": oficios,
            "sin_acuse": _con_el_acuse_atrasado(proceso, oficios),
            "vencidos": [
                o
                for o in oficios
                if o.responder_antes_de and not o.atendido_el and o.responder_antes_de < hoy
            ],
            "avisos": AvisoAlINE.objects.filter(
                movimiento__candidatura__proceso=proceso, estado=EstadoDeAviso.BORRADOR
            ),
            "difusiones": proceso.difusiones.all(),
            "acuerdos": proceso.acuerdos.all(),
            "frases": _frases(propias, redaccion.NOMBRES_DE_FRASES),
            "fijos": _frases(propias, textos.NOMBRES_DE_FIJOS),
            "puede_editar": puede_editar_informes(request.adscripcion),
            "puede_registrar_oficios": puede_registrar_oficios(request.adscripcion),
        },
    )


def _con_el_acuse_atrasado(proceso: ProcesoElectoral, oficios) -> list[Oficio]:
    """Los enviados cuyo acuse ya tendría que estar; si el proceso no fija cuándo, ninguno."""
    dias = proceso.parametro("informe_dias_acuse")
    if dias is None:
        return []
    plazos, hoy = Plazos(proceso), reloj.hoy()
    return [
        o
        for o in oficios
        if o.sentido == Sentido.ENVIADO and not o.acuse_el and plazos.sumar(o.fecha, dias) < hoy
    ]


@require_safe
def evidencia(request, proceso: str, pk: int):
    """La evidencia de una actividad, para quien lee informes."""
    proceso = buscar_proceso(request, proceso)
    difusion = get_object_or_404(ActividadDeDifusion, pk=pk, proceso=proceso)
    if not difusion.evidencia:
        raise Http404
    nombre = PurePath(difusion.evidencia.name).name
    return FileResponse(difusion.evidencia.open(), as_attachment=True, filename=nombre)


def _frases(propias: dict[str, str], nombres: dict[str, str]) -> list[tuple[str, str, str, bool]]:
    """(clave, nombre, texto vigente, si el personal lo cambió)."""
    return [
        (clave, nombre, propias.get(clave) or DE_COSTUMBRE[clave], bool(propias.get(clave)))
        for clave, nombre in nombres.items()
    ]


def _formulario(request, proceso, titulo: str, form, guardar, *, exito: str, sigue, **mas_contexto):
    """GET dibuja; POST válido guarda y sigue; un error de dominio queda en el formulario."""
    if request.method == "POST" and form.is_valid():
        try:
            guardar()
        except ErrorDeDominio as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, exito)
            return sigue()
    return render(
        request,
        "informes/formulario.html",
        {"form": form, "titulo": titulo, "proceso": proceso} | mas_contexto,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nuevo_oficio(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    _exigir(puede_registrar_oficios(request.adscripcion))
    form = OficioForm(request.POST or None, proceso=proceso, initial={"fecha": reloj.hoy()})

    def guardar():
        datos = dict(form.cleaned_data)
        avisos = list(datos.pop("avisos"))
        servicios.registrar_oficio(
            proceso=proceso, datos=datos, avisos=avisos, adscripcion=request.adscripcion
        )

    return _formulario(
        request,
        proceso,
        "Registrar un oficio",
        form,
        guardar,
        exito="Oficio registrado.",
        sigue=lambda: redirect("informes:registro", proceso=proceso.clave),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cerrar_oficio(request, proceso: str, pk: int):
    """El acuse de uno enviado, o la atención de uno recibido."""
    proceso = buscar_proceso(request, proceso)
    _exigir(puede_registrar_oficios(request.adscripcion))
    oficio = get_object_or_404(Oficio, pk=pk, proceso=proceso)
    enviado = oficio.sentido == Sentido.ENVIADO
    form = DiaForm(request.POST or None, initial={"dia": reloj.hoy()})

    def guardar():
        dia = form.cleaned_data["dia"]
        if enviado:
            servicios.registrar_acuse(
                oficio=oficio,
                dia=dia,
                referencia=form.cleaned_data["referencia"],
                adscripcion=request.adscripcion,
            )
        else:
            servicios.atender_oficio(oficio=oficio, dia=dia, adscripcion=request.adscripcion)

    return _formulario(
        request,
        proceso,
        f"Acuse del oficio {oficio}" if enviado else f"Atención del oficio {oficio}",
        form,
        guardar,
        exito="Acuse registrado." if enviado else "Oficio atendido.",
        sigue=lambda: redirect("informes:registro", proceso=proceso.clave),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nueva_difusion(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    _exigir(puede_editar_informes(request.adscripcion))
    form = DifusionForm(
        request.POST or None, request.FILES or None, initial={"inicia_el": reloj.hoy()}
    )

    def guardar():
        datos = dict(form.cleaned_data)
        servicios.registrar_difusion(
            proceso=proceso,
            evidencia=datos.pop("evidencia"),
            datos=datos,
            adscripcion=request.adscripcion,
        )

    return _formulario(
        request,
        proceso,
        "Registrar difusión o material",
        form,
        guardar,
        exito="Actividad registrada: ya es un renglón propuesto del informe.",
        sigue=lambda: redirect("informes:registro", proceso=proceso.clave),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def acuerdo(request, proceso: str, pk: int | None = None):
    proceso = buscar_proceso(request, proceso)
    _exigir(puede_editar_informes(request.adscripcion))
    actual = get_object_or_404(Acuerdo, pk=pk, proceso=proceso) if pk else None
    form = AcuerdoForm(request.POST or None, instance=actual)
    return _formulario(
        request,
        proceso,
        "Editar un acuerdo" if actual else "Registrar un acuerdo",
        form,
        lambda: servicios.guardar_acuerdo(
            proceso=proceso,
            acuerdo=actual,
            datos=form.cleaned_data,
            adscripcion=request.adscripcion,
        ),
        exito="Acuerdo guardado.",
        sigue=lambda: redirect("informes:registro", proceso=proceso.clave),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def frase(request, proceso: str, clave: str):
    proceso = buscar_proceso(request, proceso)
    _exigir(puede_editar_informes(request.adscripcion))
    if clave not in DE_COSTUMBRE:
        raise Http404
    propia = PlantillaDeRedaccion.objects.filter(clave=clave).first()
    texto = propia.texto if propia and propia.texto else DE_COSTUMBRE[clave]
    form = FraseForm(request.POST or None, initial={"texto": texto})
    nombres = redaccion.NOMBRES_DE_FRASES | textos.NOMBRES_DE_FIJOS
    return _formulario(
        request,
        proceso,
        f"Texto: {nombres[clave]}",
        form,
        lambda: servicios.guardar_frase(
            clave=clave, texto=form.cleaned_data["texto"], adscripcion=request.adscripcion
        ),
        exito="Texto guardado.",
        sigue=lambda: redirect("informes:registro", proceso=proceso.clave),
        versiones=versiones_de_frase(clave),
        de_costumbre=DE_COSTUMBRE[clave],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reunion(request, proceso: str, mes: date, pk: int | None = None):
    """Una reunión del informe, con su orden del día."""
    _, informe = buscar_informe(request, proceso, mes)
    _exigir(puede_editar_informes(request.adscripcion))
    actual = get_object_or_404(Reunion, pk=pk, informe=informe) if pk else None
    puntos = [p.texto for p in actual.puntos.all()] if actual else []
    form = ReunionForm(
        request.POST or None, instance=actual, initial={"orden_del_dia": "\n".join(puntos)}
    )

    def guardar():
        datos = dict(form.cleaned_data)
        servicios.guardar_reunion(
            informe=informe,
            reunion=actual,
            puntos=datos.pop("orden_del_dia"),
            datos=datos,
            adscripcion=request.adscripcion,
        )

    return _formulario(
        request,
        informe.proceso,
        "Editar una reunión" if actual else "Añadir una reunión",
        form,
        guardar,
        exito="Reunión guardada.",
        sigue=lambda: volver(informe),
    )
