"""Cargar el registro de un archivo: subirlo, ver renglón por renglón qué pasaría y cargarlo."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.forms.procesos import RegistroForm
from captura.huellas import huella_de
from captura.importacion import previa
from captura.importacion.previa import Suerte
from captura.permisos import puede_preparar_procesos
from captura.servicios.trabajos import pedir
from captura.trabajos import CARGAR_REGISTRO, REVISAR_REGISTRO
from captura.views.alcance import exigir
from captura.views.hojas import buscar_revision, huella_del_archivo
from captura.views.procesos import buscar_proceso
from captura.views.trabajos import buscar_trabajo

POR_PAGINA = 30
NOMBRES = {
    Suerte.RECHAZADA: "Rechazadas",
    Suerte.NUEVA: "Nuevas",
    Suerte.CAMBIA: "Cambian",
    Suerte.IGUAL: "Sin cambio",
}


@require_http_methods(["GET", "HEAD", "POST"])
def registro(request, pk: int):
    proceso = buscar_proceso(request, pk)
    form = RegistroForm(request.POST or None, request.FILES or None)
    admite = proceso.estado in {EstadoDeProceso.EN_PREPARACION, EstadoDeProceso.ABIERTO}
    if request.method == "POST" and admite and form.is_valid():
        archivo, crear = form.cleaned_data["archivo"], form.cleaned_data["crear"]
        # Con el estado del registro en la clave: una vista previa vieja no vale para lo mismo.
        ultimo = proceso.actos.order_by("-pk").values_list("pk", flat=True).first()
        trabajo = pedir(
            clase=REVISAR_REGISTRO,
            clave=f"{huella_del_archivo(archivo)}:{huella_de([pk, crear, ultimo])}",
            parametros={"proceso": proceso.clave, "crear": crear},
            adscripcion=request.adscripcion,
            entrada=archivo,
        )
        return redirect("captura:trabajo", uuid=trabajo.pk)
    return render(
        request,
        "captura/procesos/registro.html",
        {
            "proceso": proceso,
            "form": form,
            "admite": admite,
            "cuantas": proceso.candidaturas.count(),
        },
    )


@require_safe
def revision(request, uuid):
    exigir(puede_preparar_procesos(request.adscripcion))
    trabajo = buscar_revision(request, uuid, REVISAR_REGISTRO)
    renglones = list(previa.leer(trabajo.ruta))
    cuentas = previa.contar(renglones)
    pedida = request.GET.get("ver", "")
    suerte = (
        Suerte(pedida)
        if pedida in set(Suerte)
        else next((s for s in NOMBRES if cuentas[s]), Suerte.IGUAL)
    )
    pagina = Paginator([r for r in renglones if r.suerte is suerte], POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    return render(
        request,
        "captura/procesos/registro_revision.html",
        {
            "trabajo": trabajo,
            "proceso": ProcesoElectoral.objects.get(clave=trabajo.parametros["proceso"]),
            "pestanas": [(s, NOMBRES[s], cuentas[s], s is suerte) for s in NOMBRES],
            "pagina": pagina,
            "nuevas": cuentas[Suerte.NUEVA],
            "cambian": cuentas[Suerte.CAMBIA],
            "rechazadas": cuentas[Suerte.RECHAZADA],
            "catalogos": previa.leer_cuentas(trabajo.ruta)["catalogos"],
        },
    )


@require_POST
def cargar(request, uuid):
    exigir(puede_preparar_procesos(request.adscripcion))
    revisada = buscar_trabajo(request, uuid, clase=REVISAR_REGISTRO)
    trabajo = pedir(
        clase=CARGAR_REGISTRO,
        clave=str(revisada.pk),
        parametros={"revision": str(revisada.pk)},
        adscripcion=request.adscripcion,
    )
    return redirect("captura:trabajo", uuid=trabajo.pk)
