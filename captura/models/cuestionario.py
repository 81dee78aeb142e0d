"""El borrador de un perfil, su recorrido y lo que se dijo de él."""

import pghistory
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q, QuerySet

from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    ContenidoCurricular,
    ProcesoElectoral,
    TipoDeActor,
)
from captura.models.cuentas import Adscripcion, Rol, Usuario


class Estado(models.TextChoices):
    SIN_DATOS = "sin_datos", "Sin datos"
    EN_CAPTURA = "en_captura", "En captura"
    ENVIADO = "enviado", "Enviado"
    EN_REVISION = "en_revision", "En revisión"
    CON_OBSERVACIONES = "con_observaciones", "Con observaciones"
    VERIFICADO = "verificado", "Verificado"
    PUBLICADO = "publicado", "Publicado"
    # Solo de una sección: el conjunto sigue publicado.
    PAUSADO = "pausado", "En pausa"

    @classmethod
    def del_conjunto(cls) -> list["Estado"]:
        """Los que puede tener un perfil entero, en el orden del recorrido."""
        return [estado for estado in cls if estado is not cls.PAUSADO]


class Supuesto(models.TextChoices):
    """Motivos por los que se observa un contenido (los siete de la práctica, más formato)."""

    COPIA = "copia", "Copia íntegra de propuestas de otra candidatura"
    OFENSIVO = "ofensivo", "Contenido ofensivo o discriminatorio"
    SEXISTA = "sexista", "Lenguaje sexista"
    OTRA_CANDIDATURA = "otra_candidatura", "Información o imágenes de otra candidatura"
    OTRO_PARTIDO = "otro_partido", "Alusiones a otro partido o candidatura"
    RESTRINGIDO = "restringido", "Contenido restringido por la ley"
    LEMAS = "lemas", "Lemas o imágenes de campaña"
    FORMATO = "formato", "Error de formato, captura o ilegible"


def ruta_privada(foto, nombre: str) -> str:
    return f"fotografias/{foto.huella[:2]}/{foto.huella}.jpg"


def almacen_privado():
    """El almacén se nombra, no se evalúa: así la migración no guarda rutas de una máquina."""
    return storages["privado"]


class Fotografia(models.Model):
    """La imagen ya limpia (abierta, acotada, sin EXIF, recodificada) en el almacén privado."""

    archivo = models.ImageField(upload_to=ruta_privada, storage=almacen_privado, max_length=120)
    huella = models.CharField("SHA-256", max_length=64)
    ancho = models.PositiveIntegerField()
    alto = models.PositiveIntegerField()
    meses_declarados = models.PositiveSmallIntegerField(
        "antigüedad máxima que se declaró, en meses", null=True, blank=True
    )
    subida_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()

    class Meta:
        verbose_name = "fotografía"

    def __str__(self):
        return f"Fotografía {self.pk}"


class CuestionarioQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """El alcance de una cuenta. Fuera de él, para la vista, no existe (404)."""
        if adscripcion is None:
            return self.none()
        ocultos = ProcesoElectoral.objects.ocultos_a(adscripcion.rol)
        return self._de_su_papel(adscripcion).exclude(candidatura__proceso__in=ocultos)

    def _de_su_papel(self, adscripcion: Adscripcion):
        rol = Rol(adscripcion.rol)
        if rol in {Rol.REVISION, Rol.COORDINACION}:
            return self
        if rol in {Rol.CAPTURISTA, Rol.CANDIDATA}:
            return self.filter(candidatura__in=adscripcion.candidaturas.all())
        if rol is Rol.ENLACE:
            return self.filter(candidatura__formula__actor__in=_claves_de_actores(adscripcion))
        return self.none()


def _claves_de_actores(adscripcion: Adscripcion) -> list[int]:
    """Se preguntan una vez por adscripción leída, como los parámetros de su proceso: dura lo que
    la petición. Escribir, además, vuelve a preguntar quién captura (`permisos.puede_capturar`)."""
    if not hasattr(adscripcion, "_claves_de_actores"):
        # Se resuelve aquí, y no como subconsulta, para que el plan de las consultas grandes no
        # dependa de lo que PostgreSQL suponga de unas tablas recién cargadas.
        adscripcion._claves_de_actores = list(actores_de(adscripcion).values_list("pk", flat=True))
    return adscripcion._claves_de_actores


def actores_de(adscripcion: Adscripcion) -> QuerySet[ActorPolitico]:
    """Los actores cuyas candidaturas ve un enlace: el suyo y las coaliciones que su partido
    integra; si el proceso dice que los demás integrantes no leen, solo las que captura.
    """
    actor = adscripcion.actor
    partidos = actor.integrantes.values("partido")
    if actor.proceso.parametro("integrantes_leen"):
        coaliciones = Q(tipo__in=[TipoDeActor.COALICION, TipoDeActor.CANDIDATURA_COMUN])
        coaliciones &= Q(integrantes__partido__in=partidos)
    else:
        coaliciones = Q(partido_captura__in=partidos)
    return (
        ActorPolitico.objects.filter(Q(pk=actor.pk) | Q(proceso=actor.proceso_id) & coaliciones)
        .distinct()
        .order_by("pk")
    )


@pghistory.track()
class Cuestionario(ContenidoCurricular):
    candidatura = models.OneToOneField(Candidatura, models.CASCADE, related_name="cuestionario")
    estado = models.CharField(
        "estado del conjunto",
        max_length=20,
        choices=Estado,
        default=Estado.SIN_DATOS,
        help_text="Se calcula de las secciones (captura.flujo).",
    )
    secciones_aparte = models.JSONField(
        "estado de las secciones que no van con el conjunto",
        default=dict,
        blank=True,
        help_text="Sección → estado. Una sección que no está aquí tiene el del conjunto.",
    )
    huellas_de_secciones = models.JSONField(
        "SHA-256 de lo verificado en cada sección", default=dict, blank=True
    )
    version_lista = models.PositiveIntegerField(
        "versión que se dio por terminada",
        null=True,
        blank=True,
        help_text="Quien captura avisa así a su enlace que ya puede validar; otro guardado lo "
        "deja sin efecto.",
    )
    version = models.PositiveIntegerField(
        "versión",
        default=0,
        help_text="Sube con cada guardado: así nadie pisa lo ajeno.",
    )
    foto = models.ForeignKey(
        Fotografia, models.PROTECT, null=True, blank=True, related_name="cuestionarios"
    )
    correo_aclaraciones = models.EmailField("correo para aclaraciones (no se publica)", blank=True)
    ronda = models.PositiveSmallIntegerField("ronda de observaciones", default=0)
    huella_verificada = models.CharField("SHA-256 de lo verificado", max_length=64, blank=True)
    enviado_en = models.DateTimeField(null=True, blank=True)
    guardado_en = models.DateTimeField(null=True, blank=True)

    objects = CuestionarioQuerySet.as_manager()

    # Lo que se captura y es una columna de aquí; las declaraciones tienen su tabla.
    PROPIOS = (*ContenidoCurricular.CAMPOS, "foto", "correo_aclaraciones")

    class Meta:
        verbose_name = "cuestionario curricular"
        verbose_name_plural = "cuestionarios curriculares"
        ordering = ["candidatura"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(estado__in=["verificado", "publicado"])
                | ~models.Q(huella_verificada=""),
                name="cuestionario_verificado_con_huella",
            ),
            models.CheckConstraint(
                condition=~models.Q(estado="pausado"), name="cuestionario_se_pausa_por_secciones"
            ),
        ]

    def __str__(self):
        return f"Cuestionario de {self.candidatura}"

    @property
    def listo_para_validar(self) -> bool:
        return self.version_lista is not None and self.version_lista == self.version


class TomaDeRevision(models.Model):
    """Quién tiene un perfil para revisarlo y hasta cuándo. Uno por perfil: no lo tienen dos."""

    cuestionario = models.OneToOneField(
        Cuestionario, models.CASCADE, primary_key=True, related_name="toma"
    )
    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="+")
    hasta = models.DateTimeField()

    class Meta:
        verbose_name = "toma de un perfil para revisarlo"
        verbose_name_plural = "tomas de perfiles para revisarlos"

    def __str__(self):
        return f"{self.cuestionario}: {self.usuario}"


class EstadoDeObservacion(models.TextChoices):
    PENDIENTE = "por_atender", "Por atender"
    RESPONDIDA = "respondida", "Respondida, sin enviar"
    ATENDIDA = "atendida", "Atendida, por verificar"
    APLICADA = "aplicada", "Aplicada"
    NO_APROBADA = "no_aprobada", "No aprobada"


class Resolucion(models.TextChoices):
    """Cómo terminó una observación para quien revisa."""

    APLICADA = "aplicada", "Aplicada"
    NO_APROBADA = "no_aprobada", "No aprobada"


@pghistory.track()
class Observacion(models.Model):
    """Lo que quien revisa pide corregir en un campo, con su supuesto y su texto; lo que la
    candidatura respondió y cómo terminó."""

    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="observaciones")
    ronda = models.PositiveSmallIntegerField()
    campo = models.CharField(max_length=40)
    supuesto = models.CharField(max_length=20, choices=Supuesto)
    texto = models.TextField()
    valor_observado = models.JSONField("valor al observar", null=True)
    creada_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    respuesta = models.TextField(blank=True)
    respondida_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    respondida_en = models.DateTimeField(null=True, blank=True)
    atendida_en = models.DateTimeField(null=True, blank=True)
    resolucion = models.CharField("resolución", max_length=20, choices=Resolucion, blank=True)

    class Meta:
        verbose_name = "observación"
        verbose_name_plural = "observaciones"
        ordering = ["cuestionario", "ronda", "pk"]

    def __str__(self):
        return f"{self.campo}: {self.get_supuesto_display()}"

    @property
    def nombre_del_campo(self) -> str:
        """Como se llama en el modelo; la fotografía no es un campo curricular."""
        if self.campo == "foto":
            return "fotografía"
        return str(Cuestionario._meta.get_field(self.campo).verbose_name)

    @property
    def estado(self) -> EstadoDeObservacion:
        if self.resolucion:
            return EstadoDeObservacion(self.resolucion)
        if self.atendida_en:
            return EstadoDeObservacion.ATENDIDA
        if self.respuesta:
            return EstadoDeObservacion.RESPONDIDA
        return EstadoDeObservacion.PENDIENTE


class Acuse(models.Model):
    """Constancia de un envío: folio, hora, contenido congelado y su huella."""

    folio = models.CharField(max_length=40, unique=True)
    cuestionario = models.ForeignKey(Cuestionario, models.PROTECT, related_name="acuses")
    contenido = models.JSONField()
    huella = models.CharField("SHA-256", max_length=64)
    emitido_en = models.DateTimeField()
    emitido_para = models.ForeignKey(Usuario, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "acuse"
        ordering = ["-emitido_en"]

    def __str__(self):
        return self.folio
