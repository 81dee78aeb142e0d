"""En qué van los datos de cada proceso, y moverlos al paso que sigue."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import CicloDeVida, ProcesoElectoral
from candidaturas.parametros import (
    CONSTANCIAS_SELLADAS,
    DOCUMENTOS_DE_ARCHIVO,
    HOJAS_FIRMADAS,
    LEEN_LO_BLOQUEADO,
)
from captura import ciclo as reglas
from captura.forms.ciclo import PedirSupresionForm
from captura.models import ActaDeSupresion, Rol, SupresionPedida
from captura.permisos import (
    puede_confirmar_supresion,
    puede_mover_ciclo,
    puede_preparar_procesos,
    puede_ver_ciclo,
)
from captura.servicios.actas import lo_que_se_conserva
from captura.servicios.ciclo import SOLOS, CicloNoAvanza, avanzar_ciclo
from captura.servicios.supresion import (
    SupresionNoProcede,
    pedir_supresion,
    por_que_se_detuvo,
    previa,
    reanudar_supresion,
    resolver_supresion,
    trabajo_de,
)
from captura.views.alcance import exigir

ACCIONES = {
    CicloDeVida.DESPUBLICADO: "Despublicar el proceso",
    CicloDeVida.BLOQUEADO: "Bloquear los datos",
    CicloDeVida.SUPRIMIDO: "Suprimir los datos",
}
DOCUMENTOS = {
    HOJAS_FIRMADAS: "Hojas de consentimiento firmadas",
    CONSTANCIAS_SELLADAS: "Constancias selladas",
}
EFECTOS = {
    CicloDeVida.DESPUBLICADO: (
        "Sus páginas, su API y sus datos abiertos dejan de servirse: quien llegue lee que el "
        "proceso terminó y qué queda.",
        "Las copias públicas de los perfiles, fotografías y declaraciones se borran, y todos los "
        "cortes de datos abiertos se retiran; quedan sus huellas.",
        "Lo que alguien ya descargó no se puede retirar.",
        "Lo capturado se conserva y lo sigue leyendo quien hoy lo lee.",
    ),
    CicloDeVida.BLOQUEADO: (
        "Nadie vuelve a escribir en el proceso, por ningún camino.",
        "Solo leen los papeles que dice el parámetro «papeles que leen un proceso bloqueado»; para "
        "los demás deja de existir.",
        "Los archivos que alguien pidió (expedientes, carpetas, hojas) se borran.",
    ),
}


def _buscar(request, pk: int) -> ProcesoElectoral:
    exigir(puede_ver_ciclo(request.adscripcion))
    return get_object_or_404(ProcesoElectoral.objects.filter(fuente=""), pk=pk)


@require_safe
def ciclos(request):
    exigir(puede_ver_ciclo(request.adscripcion))
    procesos = ProcesoElectoral.objects.filter(fuente="").prefetch_related("parametros")
    return render(
        request,
        "captura/ciclo/ciclos.html",
        {"procesos": [(p, _siguiente(p)) for p in procesos]},
    )


def _siguiente(proceso: ProcesoElectoral) -> reglas.Fecha | None:
    return next((f for f in reglas.fechas(proceso) if not f.hecho), None)


@require_safe
def ciclo(request, pk: int):
    proceso = _buscar(request, pk)
    siguiente = _siguiente(proceso)
    return render(
        request,
        "captura/ciclo/ciclo.html",
        {
            "proceso": proceso,
            "fechas": reglas.fechas(proceso),
            "siguiente": siguiente,
            "por_que_no": reglas.por_que_no(proceso, siguiente.hacia) if siguiente else "",
            "accion": ACCIONES[siguiente.hacia] if siguiente else "",
            "mueve": puede_mover_ciclo(request.adscripcion),
            "fija_fechas": puede_preparar_procesos(request.adscripcion),
            "lo_leen": [Rol(r).label for r in proceso.parametro(LEEN_LO_BLOQUEADO)],
            "se_conserva": [DOCUMENTOS[d] for d in proceso.parametro(DOCUMENTOS_DE_ARCHIVO)],
            **_supresion(request, proceso),
        },
    )


def _supresion(request, proceso: ProcesoElectoral) -> dict:
    """La petición en curso, el trabajo que la hace, y las actas."""
    peticiones = proceso.supresiones.select_related("pide", "resuelve")
    peticion = peticiones.exclude(confirmada=False).first()
    adscripcion = request.adscripcion
    confirma = puede_confirmar_supresion(adscripcion)
    confirmada = peticion and peticion.confirmada
    trabajo = trabajo_de(peticion) if confirmada else None
    return {
        "peticion": peticion,
        "trabajo": trabajo,
        "se_detuvo": por_que_se_detuvo(peticion) if confirmada and not trabajo else "",
        "puede_resolver": confirma,
        "puede_confirmar": confirma and peticion and peticion.pide_id != adscripcion.usuario_id,
        "actas": proceso.actas.filter(candidatura=None),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def suprimir(request, pk: int):
    """GET dice qué se borraría, con cuentas; POST lo pide. Otra persona lo confirma."""
    proceso = _buscar(request, pk)
    exigir(puede_mover_ciclo(request.adscripcion))
    por_que_no = reglas.por_que_no(proceso, CicloDeVida.SUPRIMIDO)
    form = PedirSupresionForm(request.POST or None)
    if form.is_valid():
        try:
            pedir_supresion(
                proceso=proceso,
                motivo=form.cleaned_data["motivo"],
                adscripcion=request.adscripcion,
            )
        except SupresionNoProcede as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Se anotó la petición. Falta que la confirme otra persona.")
            return redirect("captura:ciclo", pk=pk)
    return render(
        request,
        "captura/ciclo/suprimir.html",
        {
            "proceso": proceso,
            "form": form,
            "por_que_no": por_que_no,
            "previa": [] if por_que_no else previa(proceso),
            "se_conserva": lo_que_se_conserva(proceso),
        },
    )


@require_POST
def resolver(request, pk: int):
    """Con `confirmar` empieza; con `reanudar` sigue la que se detuvo; si no, se descarta."""
    exigir(puede_confirmar_supresion(request.adscripcion))
    peticion = get_object_or_404(SupresionPedida, pk=pk)
    try:
        if "reanudar" in request.POST:
            reanudar_supresion(peticion=peticion, adscripcion=request.adscripcion)
            dicho = "Sigue donde se había detenido."
        else:
            confirmar = "confirmar" in request.POST
            resolver_supresion(
                peticion=peticion, confirmar=confirmar, adscripcion=request.adscripcion
            )
            dicho = "Empezó la supresión." if confirmar else "Se descartó la petición."
    except SupresionNoProcede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, dicho)
    return redirect("captura:ciclo", pk=peticion.proceso_id)


@require_safe
def acta(request, folio: str):
    exigir(puede_ver_ciclo(request.adscripcion))
    hallada = get_object_or_404(ActaDeSupresion, folio=folio)
    nombre = f"{hallada.folio}.pdf"
    return FileResponse(hallada.archivo.open(), as_attachment=True, filename=nombre)


@require_http_methods(["GET", "HEAD", "POST"])
def avanzar(request, pk: int):
    """GET dice lo que va a pasar; POST lo hace, si el proceso sigue donde se vio."""
    proceso = _buscar(request, pk)
    exigir(puede_mover_ciclo(request.adscripcion))
    siguiente = _siguiente(proceso)
    if siguiente is None or siguiente.hacia not in SOLOS:
        messages.error(request, "Ese paso no se da desde aquí.")
        return redirect("captura:ciclo", pk=pk)
    if request.method == "POST":
        if request.POST.get("hacia") != siguiente.hacia:
            messages.error(request, "El proceso cambió mientras lo veía. No se hizo nada.")
            return redirect("captura:ciclo", pk=pk)
        try:
            avanzar_ciclo(proceso=proceso, hacia=siguiente.hacia, adscripcion=request.adscripcion)
        except CicloNoAvanza as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Proceso {siguiente.hacia.label.lower()}.")
        return redirect("captura:ciclo", pk=pk)
    return render(
        request,
        "captura/ciclo/avanzar.html",
        {
            "proceso": proceso,
            "hacia": siguiente.hacia,
            "accion": ACCIONES[siguiente.hacia],
            "efectos": EFECTOS[siguiente.hacia],
            "por_que_no": reglas.por_que_no(proceso, siguiente.hacia),
        },
    )
