"""El consentimiento de cada candidatura: su estado, firmarlo, subirlo en papel y retirarlo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import Candidatura
from captura.consultas import cuestionarios_de_trabajo, filtrar, proceso_de_trabajo
from captura.escaneos import EscaneoRechazado
from captura.formatos_de_consentimiento import bloques, formatos_en_pdf
from captura.forms.consentimientos import FirmaElectronicaForm, MotivoForm, PapelForm
from captura.models import (
    Consentimiento,
    Cuestionario,
    EstadoDeConsentimiento,
    MedioDeConsentimiento,
)
from captura.permisos import (
    puede_firmar_consentimiento,
    puede_retirar_consentimiento,
    puede_subir_lotes,
    puede_validar_consentimientos,
    puede_ver_consentimiento,
)
from captura.servicios.consentimientos import (
    ConsentimientoNoProcede,
    escanear,
    exigir_evidencia_intacta,
    firmar_consentimiento,
    formato_vigente,
    rechazar_consentimiento,
    registrar_papel,
    retirar_consentimiento,
    validar_consentimiento,
)
from captura.servicios.constancias import consentimiento_sellado
from captura.servicios.formatos import emitir_hojas
from captura.tablero import consentimientos_dichos
from captura.views.acuses import constancia
from captura.views.alcance import buscar_candidatura, exigir
from captura.views.verificacion import direccion_de
from conoceles.comun.pdf import TIPO_DE_CONTENIDO

POR_PAGINA = 50
HOJAS_POR_IMPRESION = 200
SITUACIONES = (
    ("", "Todas"),
    ("falta", "Sin consentimiento"),
    ("por_validar", "Por validar"),
    ("vigente", "Con consentimiento"),
)


@require_safe
def tablero(request):
    """Quién ha consentido y quién falta; de aquí se imprimen los formatos."""
    adscripcion = request.adscripcion
    if adscripcion is None:
        raise PermissionDenied
    proceso = proceso_de_trabajo(adscripcion)
    if adscripcion.es_instituto:
        exigir(puede_validar_consentimientos(adscripcion))
    vivos = [EstadoDeConsentimiento.VIGENTE, EstadoDeConsentimiento.POR_VALIDAR]
    suyos = _filtrados(adscripcion, request.GET).prefetch_related(
        Prefetch(
            "candidatura__consentimientos",
            Consentimiento.objects.filter(estado__in=vivos).order_by("estado"),
            to_attr="vivos",
        )
    )
    pagina = Paginator(suyos, POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "captura/consentimientos.html",
        {
            "proceso": proceso,
            "formato": formato_vigente(proceso) if proceso else None,
            "pagina": pagina,
            "renglones": [
                (c, puede_ver_consentimiento(adscripcion, c.candidatura)) for c in pagina
            ],
            "texto": _texto(request.GET),
            "situacion": request.GET.get("situacion", ""),
            "situaciones": SITUACIONES,
            "valida": puede_validar_consentimientos(adscripcion),
            "sube_lotes": puede_subir_lotes(adscripcion),
        },
    )


def _texto(datos) -> str:
    return datos.get("texto", "").replace("\0", "").strip()[:100]


def _filtrados(adscripcion, datos):
    """Los cuestionarios del alcance que dejan ver los filtros de la página, por apellido."""
    suyos = cuestionarios_de_trabajo(adscripcion, proceso_de_trabajo(adscripcion))
    suyos = filtrar(suyos, texto=_texto(datos))
    return _en_situacion(suyos, datos.get("situacion", "")).order_by("candidatura__clave_orden")


def _en_situacion(cuestionarios, situacion: str):
    estado = {
        "vigente": EstadoDeConsentimiento.VIGENTE,
        "por_validar": EstadoDeConsentimiento.POR_VALIDAR,
    }
    suyos = Consentimiento.objects.filter(candidatura=OuterRef("candidatura"))
    cuestionarios = cuestionarios.filter(candidatura__estado_registro="registrada")
    if situacion in estado:
        return cuestionarios.filter(Exists(suyos.filter(estado=estado[situacion])))
    if situacion == "falta":
        vivos = Q(estado=estado["vigente"]) | Q(estado=estado["por_validar"])
        return cuestionarios.exclude(Exists(suyos.filter(vivos)))
    return cuestionarios


@require_POST
def imprimir(request):
    """Los formatos prellenados de las marcadas o, con `todas`, de las que deja ver el filtro."""
    adscripcion = request.adscripcion
    if adscripcion is None:
        raise PermissionDenied
    suyos = Cuestionario.objects.visibles_para(adscripcion)
    if "todas" in request.POST:
        suyos = _filtrados(adscripcion, request.POST)
        claves = [
            c.candidatura_id for c in suyos if puede_ver_consentimiento(adscripcion, c.candidatura)
        ]
    else:
        claves = [int(c) for c in request.POST.getlist("candidatura") if c.isdecimal()]
    candidaturas = list(
        Candidatura.objects.filter(pk__in=suyos.values("candidatura"))
        .filter(pk__in=claves[: HOJAS_POR_IMPRESION + 1])
        .select_related("formula__actor__partido_captura", "proceso")
        .order_by("clave_orden")
    )
    if claves and not candidaturas:
        raise Http404
    formato = formato_vigente(candidaturas[0].proceso) if candidaturas else None
    if problema := _por_que_no_se_imprime(claves, formato):
        messages.error(request, problema)
        return redirect("captura:consentimientos")
    hojas = emitir_hojas(formato=formato, candidaturas=candidaturas, adscripcion=adscripcion)
    datos = formatos_en_pdf(formato, hojas, lambda folio: direccion_de(request, folio))
    nombre = hojas[0].folio if len(hojas) == 1 else "formatos-de-consentimiento"
    respuesta = HttpResponse(datos, content_type=TIPO_DE_CONTENIDO)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}.pdf"'
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


def _por_que_no_se_imprime(claves: list[int], formato) -> str:
    if not claves:
        return "Marque al menos una candidatura."
    if len(claves) > HOJAS_POR_IMPRESION:
        return f"Imprima hasta {HOJAS_POR_IMPRESION} candidaturas a la vez."
    if formato is None:
        return "Todavía no hay un formato de consentimiento. Pídalo al instituto."
    return ""


def _su_candidatura(request, pk: int):
    candidatura = buscar_candidatura(request, pk)
    exigir(puede_ver_consentimiento(request.adscripcion, candidatura))
    return candidatura


def consentimiento_para(adscripcion, candidatura) -> dict:
    """Lo que pinta `captura/_consentimiento.html`; sin nada que ver, `consentimiento` es None."""
    ve = puede_ver_consentimiento(adscripcion, candidatura) and formato_vigente(candidatura.proceso)
    dichos = consentimientos_dichos([candidatura.pk]) if ve else {}
    return {
        "consentimiento": dichos.get(candidatura.pk, "") if ve else None,
        "puede_firmar": puede_firmar_consentimiento(adscripcion, candidatura)
        and candidatura.esta_en_boleta,
    }


@require_safe
def de_candidatura(request, pk: int):
    candidatura = _su_candidatura(request, pk)
    historia = list(candidatura.consentimientos.select_related("formato", "registrado_por"))
    por_estado = {c.estado: c for c in historia}
    return render(
        request,
        "captura/consentimiento_de.html",
        {
            "candidatura": candidatura,
            "vigente": por_estado.get(EstadoDeConsentimiento.VIGENTE),
            "por_validar": por_estado.get(EstadoDeConsentimiento.POR_VALIDAR),
            "historia": historia,
            "formato": formato_vigente(candidatura.proceso),
            "puede_firmar": puede_firmar_consentimiento(request.adscripcion, candidatura),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def firmar(request, pk: int):
    """La propia persona lee, contesta y firma; nadie lo hace por ella."""
    candidatura = _su_candidatura(request, pk)
    exigir(puede_firmar_consentimiento(request.adscripcion, candidatura))
    formato = _formato(request, candidatura)
    if formato is None:
        return redirect("captura:consentimiento_de", pk=pk)
    form = FirmaElectronicaForm(
        request.POST or None, formato=formato, initial={"firmante": candidatura.nombre}
    )
    if form.is_valid():
        leido = candidatura.proceso.formatos_de_consentimiento.filter(
            pk=form.cleaned_data["formato"]
        ).first()
        try:
            hecho = firmar_consentimiento(
                candidatura=candidatura,
                formato=leido,
                decision=form.decision(),
                firmante=form.cleaned_data["firmante"],
                adscripcion=request.adscripcion,
            )
        except ConsentimientoNoProcede as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Consentimiento firmado.")
            return redirect("captura:consentimiento", folio=hecho.folio)
    return render(
        request,
        "captura/consentimiento_firmar.html",
        {
            "candidatura": candidatura,
            "formato": formato,
            "declaracion": bloques(formato.declaracion),
            "aviso": bloques(formato.aviso),
            "form": form,
        },
    )


def _formato(request, candidatura):
    formato = formato_vigente(candidatura.proceso)
    if formato is None:
        messages.error(request, "Todavía no hay un formato de consentimiento. Pídalo al instituto.")
    return formato


@require_http_methods(["GET", "HEAD", "POST"])
def papel(request, pk: int):
    """La hoja firmada y sus tres respuestas, tal como están en el papel."""
    candidatura = _su_candidatura(request, pk)
    formato = _formato(request, candidatura)
    if formato is None:
        return redirect("captura:consentimiento_de", pk=pk)
    form = PapelForm(
        request.POST or None,
        request.FILES or None,
        formato=formato,
        initial={"firmante": candidatura.nombre},
    )
    if form.is_valid():
        archivo = form.cleaned_data["archivo"]
        try:
            hecho = registrar_papel(
                candidatura=candidatura,
                formato=formato,
                decision=form.decision(),
                firmante=form.cleaned_data["firmante"],
                firmado_el=form.cleaned_data["firmado_el"],
                evidencia=escanear(archivo.read(), archivo.name),
                adscripcion=request.adscripcion,
            )
        except EscaneoRechazado as error:
            form.add_error("archivo", str(error))
        except ConsentimientoNoProcede as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Hoja guardada. Surte efecto cuando el instituto la valide.")
            return redirect("captura:consentimiento", folio=hecho.folio)
    return render(
        request,
        "captura/consentimiento_papel.html",
        {"candidatura": candidatura, "formato": formato, "form": form},
    )


def _buscar(request, folio: str) -> Consentimiento:
    visibles = Cuestionario.objects.visibles_para(request.adscripcion).values("candidatura")
    consentimiento = get_object_or_404(
        Consentimiento.objects.filter(candidatura__in=visibles).select_related(
            "candidatura__formula__actor__partido_captura",
            "candidatura__formula__eleccion__cargo",
            "candidatura__proceso",
            "candidatura__cuestionario",
            "formato",
            "registrado_por",
            "validado_por",
        ),
        folio=folio,
    )
    exigir(puede_ver_consentimiento(request.adscripcion, consentimiento.candidatura))
    return consentimiento


@require_safe
def consentimiento(request, folio: str):
    hecho = _buscar(request, folio)
    if request.GET.get("formato") == "pdf":
        return constancia(request, hecho, consentimiento_sellado)
    return _pagina(request, hecho, MotivoForm())


def _pagina(request, hecho: Consentimiento, form):
    estado = EstadoDeConsentimiento(hecho.estado)
    valida = puede_validar_consentimientos(request.adscripcion)
    retira = puede_retirar_consentimiento(request.adscripcion, hecho.candidatura)
    return render(
        request,
        "captura/consentimiento.html",
        {
            "consentimiento": hecho,
            "candidatura": hecho.candidatura,
            "en_papel": hecho.medio == MedioDeConsentimiento.PAPEL,
            "valida": valida and estado == EstadoDeConsentimiento.POR_VALIDAR,
            "retira": retira and estado == EstadoDeConsentimiento.VIGENTE,
            "es_suyo": puede_firmar_consentimiento(request.adscripcion, hecho.candidatura),
            "form": form,
        },
    )


@require_safe
def evidencia(request, folio: str):
    """La imagen de la hoja, solo si sigue siendo la que se registró."""
    hecho = _buscar(request, folio)
    if hecho.medio != MedioDeConsentimiento.PAPEL:
        raise Http404
    try:
        datos = exigir_evidencia_intacta(hecho)
    except ConsentimientoNoProcede as error:
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
    return como_jpeg(datos)


def como_jpeg(datos: bytes) -> HttpResponse:
    respuesta = HttpResponse(datos, content_type="image/jpeg")
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@require_POST
def validar(request, folio: str):
    """Con `rechazar`, no se valida y se dice por qué."""
    hecho = _buscar(request, folio)
    exigir(puede_validar_consentimientos(request.adscripcion))
    form = MotivoForm(request.POST)
    try:
        if "rechazar" in request.POST and form.is_valid():
            rechazar_consentimiento(
                consentimiento=hecho,
                motivo=form.cleaned_data["motivo"],
                adscripcion=request.adscripcion,
            )
            messages.success(request, "Queda anotado que no se validó, con su motivo.")
        else:
            validar_consentimiento(consentimiento=hecho, adscripcion=request.adscripcion)
            messages.success(request, "Consentimiento validado: desde ahora surte efecto.")
    except ConsentimientoNoProcede as error:
        form.add_error(None, str(error))
        return _pagina(request, hecho, form)
    return redirect("captura:consentimiento", folio=folio)


@require_POST
def retirar(request, folio: str):
    hecho = _buscar(request, folio)
    exigir(puede_retirar_consentimiento(request.adscripcion, hecho.candidatura))
    form = MotivoForm(request.POST)
    if form.is_valid():
        try:
            retirar_consentimiento(
                consentimiento=hecho,
                motivo=form.cleaned_data["motivo"],
                adscripcion=request.adscripcion,
            )
        except ConsentimientoNoProcede as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Consentimiento retirado: desde ahora las tres son No.")
            return redirect("captura:consentimiento", folio=folio)
    return _pagina(request, hecho, form)
