"""Lo que hace el trabajador y su registro de descargas."""

import uuid
from pathlib import Path

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from candidaturas.models import ActorPolitico
from captura.models.cuentas import Adscripcion, Rol, Usuario

CARPETA = "trabajos"


class EstadoDeTrabajo(models.TextChoices):
    PENDIENTE = "pendiente", "En espera"
    EN_CURSO = "en_curso", "En curso"
    TERMINADO = "terminado", "Terminado"
    FALLIDO = "fallido", "No se pudo"
    CANCELADO = "cancelado", "Cancelado"
    VENCIDO = "vencido", "Vencido"


POR_HACER = (EstadoDeTrabajo.PENDIENTE, EstadoDeTrabajo.EN_CURSO)
# Mientras uno vive, pedir lo mismo otra vez devuelve ese y no hace otro.
VIVOS = (*POR_HACER, EstadoDeTrabajo.TERMINADO)


class TrabajoQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """Lo que pidió esta cuenta con el cargo que hoy tiene, y lo que se comparte con su rol."""
        if adscripcion is None:
            return self.none()
        propios = Q(
            pedido_por=adscripcion.usuario_id,
            rol=adscripcion.rol,
            actor=adscripcion.actor_id,
        )
        return self.filter(propios | Q(roles__contains=[adscripcion.rol]))


class Trabajo(models.Model):
    """Un encargo al trabajador. `parametros` y `mensaje` no llevan datos personales: lo que los
    lleva está en sus archivos, que viven en el almacén privado y se borran al vencer.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clase = models.CharField(max_length=40)
    clave = models.CharField(max_length=200, help_text="Lo que hace igual a dos peticiones.")
    titulo = models.CharField("título", max_length=200)
    parametros = models.JSONField(default=dict)
    estado = models.CharField(
        max_length=10, choices=EstadoDeTrabajo, default=EstadoDeTrabajo.PENDIENTE
    )
    # Quién lo pidió y con qué cargo: si el cargo cambia, lo que pidió con el otro deja de verse.
    pedido_por = models.ForeignKey(Usuario, models.PROTECT, related_name="trabajos")
    rol = models.CharField(max_length=20, choices=Rol)
    actor = models.ForeignKey(
        ActorPolitico, models.PROTECT, null=True, blank=True, related_name="+"
    )
    roles = ArrayField(
        models.CharField(max_length=20, choices=Rol), default=list, verbose_name="roles que lo ven"
    )
    pedido_en = models.DateTimeField()
    terminado_en = models.DateTimeField(null=True, blank=True)
    vence_en = models.DateTimeField(null=True, blank=True)
    hecho = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    mensaje = models.TextField(blank=True)
    # El arriendo: quién lo tiene y cuándo dio señal de vida, con la hora de PostgreSQL.
    intentos = models.PositiveSmallIntegerField(default=0)
    turno = models.UUIDField(null=True, blank=True)
    latido_en = models.DateTimeField(null=True, blank=True)
    se_pidio_cancelar = models.BooleanField("se pidió cancelar", default=False)
    # Lo que se subió para hacerlo, y lo que resultó.
    con_entrada = models.BooleanField(default=False)
    archivo = models.CharField("nombre del archivo", max_length=160, blank=True)
    huella = models.CharField("SHA-256 del archivo", max_length=64, blank=True)
    tamano = models.PositiveBigIntegerField("tamaño en bytes", default=0)

    objects = TrabajoQuerySet.as_manager()

    class Meta:
        verbose_name = "trabajo"
        ordering = ["-pedido_en"]
        indexes = [
            models.Index(fields=["pedido_por", "-pedido_en"], name="trabajo_por_quien"),
            models.Index(
                fields=["estado"],
                condition=Q(estado__in=["pendiente", "en_curso", "terminado"]),
                name="trabajo_vivo",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "clave"],
                condition=Q(estado__in=["pendiente", "en_curso", "terminado"]),
                name="trabajo_unico_mientras_vive",
            ),
            models.CheckConstraint(
                condition=~Q(estado="en_curso") | Q(turno__isnull=False),
                name="trabajo_en_curso_con_turno",
            ),
            models.CheckConstraint(
                condition=~Q(estado="terminado") | Q(vence_en__isnull=False),
                name="trabajo_terminado_con_vencimiento",
            ),
        ]

    def __str__(self):
        return self.titulo

    @property
    def carpeta(self) -> Path:
        """Todo lo que este trabajo guarda. Al vencer se borra entera."""
        return Path(storages["privado"].path(f"{CARPETA}/{self.uuid}"))

    @property
    def ruta_de_entrada(self) -> Path:
        """Lo que se subió, con el nombre que traía: los mensajes lo dicen."""
        return next((self.carpeta / "entrada").iterdir())

    @property
    def ruta(self) -> Path:
        return self.carpeta / "resultado"

    @property
    def por_hacer(self) -> bool:
        return self.estado in POR_HACER

    @property
    def se_puede_bajar(self) -> bool:
        return self.estado == EstadoDeTrabajo.TERMINADO and bool(self.archivo)


class DescargaQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """Las propias y, de los archivos que comparte, también las ajenas."""
        if adscripcion is None:
            return self.none()
        compartidos = Trabajo.objects.visibles_para(adscripcion).values("pk")
        return self.filter(Q(usuario=adscripcion.usuario_id) | Q(trabajo__in=compartidos))


class Descarga(models.Model):
    """Quién bajó qué archivo, y cuándo. Solo se añade."""

    trabajo = models.ForeignKey(
        Trabajo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="descargas",
        help_text="Vacío: el archivo no lo hizo el trabajador.",
    )
    documento = models.CharField("nombre del archivo", max_length=160, blank=True)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    momento = models.DateTimeField()
    huella = models.CharField("SHA-256 de lo que se bajó", max_length=64)

    objects = DescargaQuerySet.as_manager()

    class Meta:
        verbose_name = "descarga"
        ordering = ["-momento"]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.documento}, {self.momento:%Y-%m-%d %H:%M}"
