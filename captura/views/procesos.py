"""Los procesos: hacer uno de otro, ver qué le falta, abrirlo, cerrarlo y deshacer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from candidaturas.parametros import PARAMETROS, Definicion
from captura import preparacion
from captura.forms.procesos import (
    DatosForm,
    ParametroForm,
    ProcesoNuevoForm,
    PublicacionForm,
    RegresarForm,
)
from captura.models import VersionDeCompromisos
from captura.permisos import puede_preparar_procesos
from captura.servicios import preparacion as servicio
from captura.servicios.preparacion import BORRADOR, ProcesoNoSeCambia
from captura.servicios.procesos import (
    SIGUIENTE,
    ProcesoNoAvanza,
    avanzar_proceso,
    fijar_publicacion,
    por_que_no_regresa,
    regresar_proceso,
)
from captura.views.alcance import exigir
from conoceles.templatetags.conoceles import fecha

ACCIONES = {
    EstadoDeProceso.EN_PREPARACION: "Abrir el proceso",
    EstadoDeProceso.ABIERTO: "Cerrar el proceso",
    EstadoDeProceso.CERRADO: "Archivar el proceso",
}
# Con qué empieza el nombre de cada grupo de parámetros.
_GRUPOS = (
    ("Fechas", lambda d: d.unidad == "fecha"),
    ("Plazos", lambda d: d.unidad in {"días", "horas", "minutos", "rondas", "correcciones"}),
    ("Límites", lambda d: d.unidad in {"caracteres", "KB", "píxeles", "páginas"}),
    ("Reglas", lambda d: True),
)


def buscar_proceso(request, pk: int) -> ProcesoElectoral:
    exigir(puede_preparar_procesos(request.adscripcion))
    return get_object_or_404(ProcesoElectoral.objects.filter(fuente=""), pk=pk)


@require_safe
def procesos(request):
    exigir(puede_preparar_procesos(request.adscripcion))
    return render(
        request,
        "captura/procesos/procesos.html",
        {"procesos": ProcesoElectoral.objects.filter(fuente="")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nuevo(request):
    """POST dice lo que haría; con `confirmar`, lo hace."""
    exigir(puede_preparar_procesos(request.adscripcion))
    anteriores = ProcesoElectoral.objects.filter(fuente="")
    form = ProcesoNuevoForm(request.POST or None, procesos=anteriores)
    copia = None
    if form.is_valid():
        if "confirmar" not in request.POST:
            copia = servicio.lo_que_se_copia(form.cleaned_data["anterior"])
        else:
            try:
                hecho = servicio.preparar_proceso(
                    adscripcion=request.adscripcion, **form.cleaned_data
                )
            except ProcesoNoSeCambia as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Proceso en preparación. Esto es lo que le falta.")
                return redirect("captura:proceso", pk=hecho.pk)
    return render(
        request,
        "captura/procesos/nuevo.html",
        {"form": form, "copia": copia, "hay_anteriores": anteriores.exists()},
    )


@require_safe
def proceso(request, pk: int):
    hallado = buscar_proceso(request, pk)
    puntos = preparacion.puntos(hallado)
    return render(
        request,
        "captura/procesos/proceso.html",
        {
            "proceso": hallado,
            "puntos": puntos,
            "listos": sum(p.listo for p in puntos),
            "faltan": [p for p in puntos if p.exigido and not p.listo],
            "accion": ACCIONES.get(EstadoDeProceso(hallado.estado), ""),
            "se_regresa": not por_que_no_regresa(hallado),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def datos(request, pk: int):
    hallado = buscar_proceso(request, pk)
    campos = ("nombre", "clave", "anio", "tipo", "jornada_el")
    form = DatosForm(
        request.POST or None, initial={campo: getattr(hallado, campo) for campo in campos}
    )
    if form.is_valid():
        return _guardar(
            request,
            hallado,
            form,
            "Datos del proceso",
            lambda: servicio.cambiar_datos(
                proceso=hallado, adscripcion=request.adscripcion, **form.cleaned_data
            ),
        )
    return _formulario(request, hallado, form, "Datos del proceso")


@require_http_methods(["GET", "HEAD", "POST"])
def publicacion(request, pk: int):
    hallado = buscar_proceso(request, pk)
    desde = hallado.publico_desde
    form = PublicacionForm(
        request.POST or None,
        initial={
            "desde": timezone.localtime(desde) if desde else None,
            "cita": hallado.publico_desde_cita,
        },
    )
    titulo = "Fecha de publicación"
    if form.is_valid():
        return _guardar(
            request,
            hallado,
            form,
            titulo,
            lambda: fijar_publicacion(
                proceso=hallado, adscripcion=request.adscripcion, **form.cleaned_data
            ),
        )
    return _formulario(request, hallado, form, titulo)


def _guardar(request, hallado, form, titulo: str, accion):
    try:
        accion()
    except (ProcesoNoSeCambia, ProcesoNoAvanza) as error:
        form.add_error(None, str(error))
        return _formulario(request, hallado, form, titulo)
    messages.success(request, "Guardado.")
    return redirect("captura:proceso", pk=hallado.pk)


def _formulario(request, hallado, form, titulo: str):
    return render(
        request,
        "captura/procesos/formulario.html",
        {"proceso": hallado, "form": form, "titulo": titulo},
    )


# --- Parámetros --------------------------------------------------------------------------------
@require_safe
def parametros(request, pk: int):
    hallado = buscar_proceso(request, pk)
    fijados = {p.clave: p for p in hallado.parametros.all()}
    grupos: dict[str, list] = {nombre: [] for nombre, _ in _GRUPOS}
    for clave, definicion in PARAMETROS.items():
        grupo = next(nombre for nombre, es in _GRUPOS if es(definicion))
        grupos[grupo].append(_renglon(clave, definicion, fijados.get(clave)))
    return render(
        request,
        "captura/procesos/parametros.html",
        {"proceso": hallado, "grupos": grupos.items()},
    )


def _renglon(clave: str, definicion: Definicion, fijado) -> dict:
    valor = definicion.leer(fijado.valor) if fijado else definicion.omision
    cita = fijado.cita if fijado else ""
    return {
        "clave": clave,
        "nombre": definicion.nombre,
        "valor": _en_palabras(valor, definicion.unidad),
        "cita": cita,
        "fijado": fijado is not None,
        "por_confirmar": fijado is not None and (not cita or cita.startswith(BORRADOR)),
    }


def _en_palabras(valor, unidad: str) -> str:
    if valor is None:
        return "Sin fijar"
    if isinstance(valor, bool):
        return "Sí" if valor else "No"
    if unidad == "fecha":
        return fecha(valor)
    if isinstance(valor, tuple):
        return ", ".join(valor)
    if isinstance(valor, int):
        return f"{valor:,} {unidad}"
    return str(valor)


@require_http_methods(["GET", "HEAD", "POST"])
def parametro(request, pk: int, clave: str):
    """POST con `quitar`: vuelve al valor con que empieza el sistema."""
    hallado = buscar_proceso(request, pk)
    if clave not in PARAMETROS:
        raise Http404
    fijado = hallado.parametros.filter(clave=clave).first()
    form = ParametroForm(
        request.POST if request.method == "POST" and "quitar" not in request.POST else None,
        clave=clave,
        initial={"valor": fijado.valor, "cita": fijado.cita} if fijado else {},
    )
    hecho = ""
    try:
        if request.method == "POST" and "quitar" in request.POST:
            servicio.quitar_parametro(proceso=hallado, clave=clave, adscripcion=request.adscripcion)
            hecho = "Vuelve a su valor de inicio."
        elif form.is_valid():
            servicio.fijar_parametro(
                proceso=hallado, clave=clave, adscripcion=request.adscripcion, **form.cleaned_data
            )
            hecho = f"{PARAMETROS[clave].nombre}: guardado."
    except ProcesoNoSeCambia as error:
        if not form.is_bound:
            messages.error(request, str(error))
            return redirect("captura:proceso_parametros", pk=pk)
        form.add_error(None, str(error))
    if hecho:
        messages.success(request, hecho)
        return redirect("captura:proceso_parametros", pk=pk)
    definicion = PARAMETROS[clave]
    return render(
        request,
        "captura/procesos/parametro.html",
        {
            "proceso": hallado,
            "form": form,
            "nombre": definicion.nombre,
            "fijado": fijado,
            "omision": _en_palabras(definicion.omision, definicion.unidad),
        },
    )


@require_safe
def compromisos(request, pk: int):
    hallado = buscar_proceso(request, pk)
    versiones = VersionDeCompromisos.objects.filter(familia__proceso=hallado).select_related(
        "familia"
    )
    return render(
        request,
        "captura/procesos/compromisos.html",
        {
            "proceso": hallado,
            "versiones": [(v, v.fuente.startswith(BORRADOR)) for v in versiones],
        },
    )


# --- Abrir, cerrar y deshacer ------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
def avanzar(request, pk: int):
    """GET dice lo que va a pasar; POST lo hace, si el proceso sigue en el estado que se vio."""
    hallado = buscar_proceso(request, pk)
    if request.method == "POST":
        if request.POST.get("estado") != hallado.estado:
            return _ya_cambio(request, pk)
        try:
            hecho = avanzar_proceso(proceso=hallado, adscripcion=request.adscripcion)
        except ProcesoNoAvanza as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Proceso {hecho.get_estado_display().lower()}.")
        return redirect("captura:proceso", pk=pk)
    if EstadoDeProceso(hallado.estado) not in SIGUIENTE:
        raise Http404
    return render(
        request,
        "captura/procesos/avanzar.html",
        {
            "proceso": hallado,
            "accion": ACCIONES[EstadoDeProceso(hallado.estado)],
            "efectos": preparacion.efectos_de_avanzar(hallado),
            "faltan": (
                preparacion.faltan(hallado)
                if hallado.estado == EstadoDeProceso.EN_PREPARACION
                else []
            ),
            "pendientes": [
                p
                for p in preparacion.puntos(hallado)
                if hallado.estado == EstadoDeProceso.EN_PREPARACION
                and not p.listo
                and not p.exigido
            ],
        },
    )


def _ya_cambio(request, pk: int):
    messages.error(request, "El proceso ya cambió de estado: vea cómo está ahora.")
    return redirect("captura:proceso", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def regresar(request, pk: int):
    """Como al avanzar: solo si el proceso sigue en el estado que se vio."""
    hallado = buscar_proceso(request, pk)
    if request.method == "POST" and request.POST.get("estado") != hallado.estado:
        return _ya_cambio(request, pk)
    form = RegresarForm(request.POST or None)
    por_que_no = por_que_no_regresa(hallado)
    if form.is_valid():
        try:
            regresar_proceso(
                proceso=hallado,
                motivo=form.cleaned_data["motivo"],
                adscripcion=request.adscripcion,
            )
        except ProcesoNoAvanza as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Se deshizo.")
        return redirect("captura:proceso", pk=pk)
    return render(
        request,
        "captura/procesos/regresar.html",
        {
            "proceso": hallado,
            "form": form,
            "por_que_no": por_que_no,
            "que": "el cierre" if hallado.estado == EstadoDeProceso.CERRADO else "la apertura",
        },
    )
