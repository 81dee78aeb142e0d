"""Las tablas de los informes y su historia."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import informes.models.correspondencia
import informes.models.difusion
import informes.models.informe
import informes.models.plantilla
from conoceles.comun.migraciones import CrearTablas


class Migration(migrations.Migration):
    # Las que hubo mientras se hacía el sistema: una base que ya las tiene no corre esta.
    replaces = [
        ("informes", "0001_informe_mensual"),
        ("informes", "0002_dispensas"),
        ("informes", "0003_cortes_cuantitativos"),
        ("informes", "0004_registro_y_sesion"),
        ("informes", "0005_avisos_en_oficios"),
        ("informes", "0006_estadistica_protegida"),
        ("informes", "0007_plantillas_y_contenido"),
        ("informes", "0008_documentos_de_difusion"),
    ]

    initial = True

    dependencies = [
        ("candidaturas", "0002_tablas_publicas"),
        ("captura", "0001_tablas_privadas"),
        ("captura", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        CrearTablas(
            [
                migrations.CreateModel(
                    name="CorteCuantitativo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cuantitativos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("corte_en", models.DateTimeField(verbose_name="corte")),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("parcial", "Parcial"),
                                    ("mensual", "Mensual"),
                                    ("final", "Final"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de los datos"),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "corte cuantitativo",
                        "verbose_name_plural": "cortes cuantitativos",
                        "ordering": ["proceso", "-corte_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "corte_en"),
                                name="corte_cuantitativo_unico",
                                violation_error_message="Ese corte ya está registrado.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="5fbfe5ea3678d16a65642e437cc38dc8d7e0a018",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_868e1",
                                    table="informes_cortecuantitativo",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlantillaDeRedaccion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("clave", models.SlugField(max_length=40, unique=True)),
                        ("texto", models.TextField()),
                    ],
                    options={
                        "verbose_name": "plantilla de redacción",
                        "verbose_name_plural": "plantillas de redacción",
                        "ordering": ["clave"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_plantilladeredaccionevent" ("clave", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texto") VALUES (NEW."clave", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."texto"); RETURN NULL;',
                                    hash="c8cec87eded818a8411616af638e5f07c26815cf",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_05191",
                                    table="informes_plantilladeredaccion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_plantilladeredaccionevent" ("clave", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "texto") VALUES (NEW."clave", NEW."id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."texto"); RETURN NULL;',
                                    hash="f8138426e5f24d2dfe73beebdc2db075d43cee90",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2248e",
                                    table="informes_plantilladeredaccion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlantillaDeRedaccionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.plantilladeredaccion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("clave", models.SlugField(db_index=False, max_length=40)),
                        ("texto", models.TextField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="72b6cf952bedc6f86843cfa61b988291eaeb1b2e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5bca9",
                                    table="informes_plantilladeredaccionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlantillaDeWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "nombre",
                            models.CharField(max_length=160, verbose_name="nombre del archivo"),
                        ),
                        (
                            "archivo",
                            models.FileField(
                                max_length=160,
                                storage=informes.models.plantilla.almacen_privado,
                                upload_to=informes.models.plantilla.ruta_de_plantilla,
                            ),
                        ),
                        (
                            "huella",
                            models.CharField(max_length=64, unique=True, verbose_name="SHA-256"),
                        ),
                        (
                            "subida_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("subida_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "plantilla de Word",
                        "verbose_name_plural": "plantillas de Word",
                        "ordering": ["-subida_en", "-pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="482ac925c57155be506c09d1e546af2abce18e6c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_10243",
                                    table="informes_plantilladeword",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UsoDePlantilla",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "plantilla",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="usos",
                                to="informes.plantilladeword",
                            ),
                        ),
                        (
                            "puesta_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("puesta_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "uso de una plantilla",
                        "verbose_name_plural": "usos de plantillas",
                        "ordering": ["-pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="c7b03718ad5cef5b147fae99744fae5ef1ddbc50",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_df44e",
                                    table="informes_usodeplantilla",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActividadDeDifusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="difusiones",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("difusion_evento", "Difusión en un evento"),
                                    ("material_difusion", "Material de difusión"),
                                    ("difusion_aliados", "Difusión con alianzas estratégicas"),
                                    (
                                        "archivo_fichas_consentimientos",
                                        "Archivo de fichas y consentimientos",
                                    ),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "descripcion",
                            models.TextField(max_length=3000, verbose_name="qué se hizo"),
                        ),
                        ("inicia_el", models.DateField(verbose_name="fecha, o inicio")),
                        ("termina_el", models.DateField(blank=True, null=True, verbose_name="fin")),
                        (
                            "lugares",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=140),
                                blank=True,
                                default=list,
                                help_text="Si fue en varios días y lugares: «13/05/2023 Piedras Negras», uno por renglón.",
                                size=None,
                            ),
                        ),
                        (
                            "con_quien",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="en coordinación con"
                            ),
                        ),
                        ("medio", models.CharField(blank=True, max_length=120)),
                        (
                            "documentos",
                            models.CharField(
                                blank=True,
                                help_text="Los oficios o acuerdos que la respaldan. Quedan en el registro; no se imprimen.",
                                max_length=300,
                                verbose_name="documentos relacionados",
                            ),
                        ),
                        (
                            "audiencia",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="personas alcanzadas"
                            ),
                        ),
                        (
                            "codigo",
                            models.SlugField(
                                blank=True,
                                help_text="El de «?origen=…» en el enlace o el QR que se repartió.",
                                max_length=40,
                                verbose_name="código de campaña",
                            ),
                        ),
                        (
                            "evidencia",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                storage=informes.models.difusion.almacen_privado,
                                upload_to="difusion/",
                            ),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "actividad de difusión",
                        "verbose_name_plural": "actividades de difusión",
                        "ordering": ["-inicia_el", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("termina_el", None),
                                    ("termina_el__gte", models.F("inicia_el")),
                                    _connector="OR",
                                ),
                                name="difusion_fechas_en_orden",
                                violation_error_message="Termina antes de empezar.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_actividaddedifusionevent" ("audiencia", "codigo", "con_quien", "descripcion", "documentos", "evidencia", "id", "inicia_el", "lugares", "medio", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "registrado_en", "registrado_por_id", "termina_el", "tipo") VALUES (NEW."audiencia", NEW."codigo", NEW."con_quien", NEW."descripcion", NEW."documentos", NEW."evidencia", NEW."id", NEW."inicia_el", NEW."lugares", NEW."medio", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id", NEW."registrado_en", NEW."registrado_por_id", NEW."termina_el", NEW."tipo"); RETURN NULL;',
                                    hash="feb63ebaa93a4f28861f30c223080a67e27f2051",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_136cb",
                                    table="informes_actividaddedifusion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_actividaddedifusionevent" ("audiencia", "codigo", "con_quien", "descripcion", "documentos", "evidencia", "id", "inicia_el", "lugares", "medio", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "registrado_en", "registrado_por_id", "termina_el", "tipo") VALUES (NEW."audiencia", NEW."codigo", NEW."con_quien", NEW."descripcion", NEW."documentos", NEW."evidencia", NEW."id", NEW."inicia_el", NEW."lugares", NEW."medio", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id", NEW."registrado_en", NEW."registrado_por_id", NEW."termina_el", NEW."tipo"); RETURN NULL;',
                                    hash="4b46ad276360e65481fc756cb90471ae0f7a8431",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_121f4",
                                    table="informes_actividaddedifusion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActividadDeDifusionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.actividaddedifusion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("difusion_evento", "Difusión en un evento"),
                                    ("material_difusion", "Material de difusión"),
                                    ("difusion_aliados", "Difusión con alianzas estratégicas"),
                                    (
                                        "archivo_fichas_consentimientos",
                                        "Archivo de fichas y consentimientos",
                                    ),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "descripcion",
                            models.TextField(max_length=3000, verbose_name="qué se hizo"),
                        ),
                        ("inicia_el", models.DateField(verbose_name="fecha, o inicio")),
                        ("termina_el", models.DateField(blank=True, null=True, verbose_name="fin")),
                        (
                            "lugares",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=140),
                                blank=True,
                                default=list,
                                help_text="Si fue en varios días y lugares: «13/05/2023 Piedras Negras», uno por renglón.",
                                size=None,
                            ),
                        ),
                        (
                            "con_quien",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="en coordinación con"
                            ),
                        ),
                        ("medio", models.CharField(blank=True, max_length=120)),
                        (
                            "documentos",
                            models.CharField(
                                blank=True,
                                help_text="Los oficios o acuerdos que la respaldan. Quedan en el registro; no se imprimen.",
                                max_length=300,
                                verbose_name="documentos relacionados",
                            ),
                        ),
                        (
                            "audiencia",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="personas alcanzadas"
                            ),
                        ),
                        (
                            "codigo",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="El de «?origen=…» en el enlace o el QR que se repartió.",
                                max_length=40,
                                verbose_name="código de campaña",
                            ),
                        ),
                        (
                            "evidencia",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                storage=informes.models.difusion.almacen_privado,
                                upload_to="difusion/",
                            ),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="655e2f8da5db4e65787b4f5de535bf956328e6b7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_af7b8",
                                    table="informes_actividaddedifusionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acuerdo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acuerdos",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                        ("numero", models.CharField(max_length=60, verbose_name="número")),
                        (
                            "organo",
                            models.CharField(max_length=200, verbose_name="órgano que lo emitió"),
                        ),
                        ("emitido_el", models.DateField(verbose_name="fecha de emisión")),
                        ("titulo", models.TextField(verbose_name="título")),
                        (
                            "entrada",
                            models.CharField(
                                blank=True,
                                help_text="Solo si no es la de costumbre: «En fecha …, el …, emitió el acuerdo …».",
                                max_length=300,
                                verbose_name="frase con que se cita",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acuerdo",
                        "ordering": ["proceso", "orden", "emitido_el", "pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_acuerdoevent" ("emitido_el", "entrada", "id", "numero", "orden", "organo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "titulo") VALUES (NEW."emitido_el", NEW."entrada", NEW."id", NEW."numero", NEW."orden", NEW."organo", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id", NEW."titulo"); RETURN NULL;',
                                    hash="d8b54307c29ae832dc429041b38c1db0258ef2bc",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b9428",
                                    table="informes_acuerdo",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_acuerdoevent" ("emitido_el", "entrada", "id", "numero", "orden", "organo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "titulo") VALUES (NEW."emitido_el", NEW."entrada", NEW."id", NEW."numero", NEW."orden", NEW."organo", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id", NEW."titulo"); RETURN NULL;',
                                    hash="e1300042ebffca88dac56efb3eda945c8fc1ed16",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4b96c",
                                    table="informes_acuerdo",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AcuerdoEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.acuerdo",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                        ("numero", models.CharField(max_length=60, verbose_name="número")),
                        (
                            "organo",
                            models.CharField(max_length=200, verbose_name="órgano que lo emitió"),
                        ),
                        ("emitido_el", models.DateField(verbose_name="fecha de emisión")),
                        ("titulo", models.TextField(verbose_name="título")),
                        (
                            "entrada",
                            models.CharField(
                                blank=True,
                                help_text="Solo si no es la de costumbre: «En fecha …, el …, emitió el acuerdo …».",
                                max_length=300,
                                verbose_name="frase con que se cita",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="48504859fa2cbd7cec915b0be1137dd1f6786fa6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_1d01d",
                                    table="informes_acuerdoevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EstadisticaProtegida",
                    fields=[
                        (
                            "corte",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="estadistica",
                                serialize=False,
                                to="informes.cortecuantitativo",
                            ),
                        ),
                        ("umbral", models.PositiveSmallIntegerField()),
                        ("tablas", models.JSONField()),
                        ("cuentas", models.JSONField()),
                        (
                            "huella",
                            models.CharField(max_length=64, verbose_name="SHA-256 de las tablas"),
                        ),
                    ],
                    options={
                        "verbose_name": "estadística protegida",
                        "verbose_name_plural": "estadísticas protegidas",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="78175e94dc7094cfc759929102f914ae0962de59",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_02813",
                                    table="informes_estadisticaprotegida",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CandidaturaContada",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "estadistica",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contadas",
                                to="informes.estadisticaprotegida",
                            ),
                        ),
                        (
                            "candidatura",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="candidaturas.candidatura",
                            ),
                        ),
                        ("por_actor", models.BooleanField(verbose_name="en las tablas por actor")),
                    ],
                    options={
                        "verbose_name": "candidatura contada",
                        "verbose_name_plural": "candidaturas contadas",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("candidatura", "por_actor"),
                                name="candidatura_contada_una_vez",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformeMensual",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="informes",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "mes",
                            models.DateField(
                                help_text="El día primero del mes que da nombre al informe."
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, verbose_name="versión"),
                        ),
                        (
                            "motivo_de_correccion",
                            models.TextField(
                                blank=True,
                                help_text="De la versión 2 en adelante.",
                                verbose_name="qué corrige",
                            ),
                        ),
                        ("desde", models.DateField(verbose_name="inicio del periodo")),
                        (
                            "hasta",
                            models.DateField(
                                blank=True,
                                help_text="Vacío mientras el mes corre.",
                                null=True,
                                verbose_name="fin del periodo",
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("borrador", "Borrador"),
                                    ("en_sesion", "En sesión"),
                                    ("aprobado", "Aprobado"),
                                    ("enviado", "Enviado al INE"),
                                    ("acusado", "Con acuse del INE"),
                                ],
                                default="borrador",
                                max_length=10,
                            ),
                        ),
                        (
                            "titulos",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Encabezado de una sección cuando no es el de costumbre: {sección: texto}.",
                                verbose_name="encabezados propios",
                            ),
                        ),
                        ("objetivo", models.TextField(blank=True)),
                        (
                            "fundamento",
                            models.TextField(blank=True, verbose_name="fundamento legal"),
                        ),
                        (
                            "introduccion",
                            models.TextField(
                                blank=True, verbose_name="párrafo inicial de actividades"
                            ),
                        ),
                        (
                            "nota_aprobacion",
                            models.TextField(blank=True, verbose_name="nota de aprobación"),
                        ),
                        (
                            "aprobado_el",
                            models.DateField(
                                blank=True, null=True, verbose_name="fecha de aprobación"
                            ),
                        ),
                        (
                            "sesion",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="sesión en que se aprobó"
                            ),
                        ),
                        (
                            "voto",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unanimidad", "Por unanimidad"),
                                    ("mayoria", "Por mayoría"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "firma_nombre",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="nombre de quien firma"
                            ),
                        ),
                        (
                            "firma_cargo",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="cargo de quien firma"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "informe mensual",
                        "verbose_name_plural": "informes mensuales",
                        "ordering": ["proceso", "-mes", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("proceso", "mes", "version"),
                                name="informe_unico_por_mes_y_version",
                                violation_error_message="Ese mes ya tiene informe.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("motivo_de_correccion", ""), ("version", 1)),
                                    models.Q(
                                        ("version__gt", 1),
                                        models.Q(("motivo_de_correccion", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="informe_corregido_dice_que_corrige",
                                violation_error_message="Una versión nueva dice qué corrige.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mes__day", 1)),
                                name="informe_mes_en_dia_primero",
                                violation_error_message="El mes se anota con su día primero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hasta", None),
                                    ("hasta__gte", models.F("desde")),
                                    _connector="OR",
                                ),
                                name="informe_periodo_en_orden",
                                violation_error_message="El periodo termina antes de empezar.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("estado__in", ["borrador", "en_sesion"]),
                                    models.Q(
                                        ("aprobado_el__isnull", False), ("hasta__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="informe_aprobado_con_fecha_y_periodo",
                                violation_error_message="Aprobarlo exige fecha de aprobación y fin del periodo.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_informemensualevent" ("aprobado_el", "desde", "estado", "firma_cargo", "firma_nombre", "fundamento", "hasta", "id", "introduccion", "mes", "motivo_de_correccion", "nota_aprobacion", "objetivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "sesion", "titulos", "version", "voto") VALUES (NEW."aprobado_el", NEW."desde", NEW."estado", NEW."firma_cargo", NEW."firma_nombre", NEW."fundamento", NEW."hasta", NEW."id", NEW."introduccion", NEW."mes", NEW."motivo_de_correccion", NEW."nota_aprobacion", NEW."objetivo", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id", NEW."sesion", NEW."titulos", NEW."version", NEW."voto"); RETURN NULL;',
                                    hash="e1570e564d0168e9580662489a98498dcf5239f2",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c1784",
                                    table="informes_informemensual",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_informemensualevent" ("aprobado_el", "desde", "estado", "firma_cargo", "firma_nombre", "fundamento", "hasta", "id", "introduccion", "mes", "motivo_de_correccion", "nota_aprobacion", "objetivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "sesion", "titulos", "version", "voto") VALUES (NEW."aprobado_el", NEW."desde", NEW."estado", NEW."firma_cargo", NEW."firma_nombre", NEW."fundamento", NEW."hasta", NEW."id", NEW."introduccion", NEW."mes", NEW."motivo_de_correccion", NEW."nota_aprobacion", NEW."objetivo", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id", NEW."sesion", NEW."titulos", NEW."version", NEW."voto"); RETURN NULL;',
                                    hash="438268c155f2eeb57bba6bd7b159117a85fae930",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_131a8",
                                    table="informes_informemensual",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reunion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "informe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reuniones",
                                to="informes.informemensual",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                        (
                            "tipo",
                            models.CharField(max_length=120, verbose_name="tipo, como se imprime"),
                        ),
                        ("fecha", models.DateField(blank=True, null=True)),
                        (
                            "asistencia",
                            models.TextField(
                                blank=True,
                                help_text="Quiénes asistieron. Queda en el registro; no se imprime.",
                            ),
                        ),
                        (
                            "minuta_aprobada_el",
                            models.DateField(
                                blank=True, null=True, verbose_name="minuta aprobada el"
                            ),
                        ),
                        (
                            "fecha_en_el_nombre",
                            models.BooleanField(
                                default=False, verbose_name="la fecha se imprime tras el tipo"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reunión",
                        "verbose_name_plural": "reuniones",
                        "ordering": ["informe", "orden", "fecha", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fecha_en_el_nombre", False),
                                    ("fecha__isnull", False),
                                    _connector="OR",
                                ),
                                name="reunion_con_la_fecha_que_imprime",
                                violation_error_message="Para imprimir la fecha hay que anotarla.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_reunionevent" ("asistencia", "fecha", "fecha_en_el_nombre", "id", "informe_id", "minuta_aprobada_el", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tipo") VALUES (NEW."asistencia", NEW."fecha", NEW."fecha_en_el_nombre", NEW."id", NEW."informe_id", NEW."minuta_aprobada_el", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."tipo"); RETURN NULL;',
                                    hash="df52b72095aef6cfb2151adafbfcff5744e79984",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_90554",
                                    table="informes_reunion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_reunionevent" ("asistencia", "fecha", "fecha_en_el_nombre", "id", "informe_id", "minuta_aprobada_el", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tipo") VALUES (NEW."asistencia", NEW."fecha", NEW."fecha_en_el_nombre", NEW."id", NEW."informe_id", NEW."minuta_aprobada_el", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."tipo"); RETURN NULL;',
                                    hash="fad00e3d58c420bc31ddeafd369e84c6fe9b2ea3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3db5c",
                                    table="informes_reunion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PuntoDelOrden",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "reunion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="puntos",
                                to="informes.reunion",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField()),
                        ("texto", models.TextField()),
                    ],
                    options={
                        "verbose_name": "punto del orden del día",
                        "verbose_name_plural": "puntos del orden del día",
                        "ordering": ["reunion", "orden"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reunion", "orden"),
                                name="punto_orden_unico_por_reunion",
                                violation_error_message="Dos puntos no pueden llevar el mismo numeral.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_puntodelordenevent" ("id", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reunion_id", "texto") VALUES (NEW."id", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."reunion_id", NEW."texto"); RETURN NULL;',
                                    hash="b7f5dbeb2d6afd66b78d347c5660cef0bf225c6e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f9034",
                                    table="informes_puntodelorden",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_puntodelordenevent" ("id", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reunion_id", "texto") VALUES (NEW."id", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."reunion_id", NEW."texto"); RETURN NULL;',
                                    hash="c17cee318a7f2159d07184b4d5871dd5c7af8539",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e3ab0",
                                    table="informes_puntodelorden",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PuntoDelOrdenEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.puntodelorden",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "reunion",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.reunion",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField()),
                        ("texto", models.TextField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="03552be729857ee7d09f746cb7b678943943a6ca",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e6268",
                                    table="informes_puntodelordenevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReunionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.reunion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "informe",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.informemensual",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField(default=0)),
                        (
                            "tipo",
                            models.CharField(max_length=120, verbose_name="tipo, como se imprime"),
                        ),
                        ("fecha", models.DateField(blank=True, null=True)),
                        (
                            "asistencia",
                            models.TextField(
                                blank=True,
                                help_text="Quiénes asistieron. Queda en el registro; no se imprime.",
                            ),
                        ),
                        (
                            "minuta_aprobada_el",
                            models.DateField(
                                blank=True, null=True, verbose_name="minuta aprobada el"
                            ),
                        ),
                        (
                            "fecha_en_el_nombre",
                            models.BooleanField(
                                default=False, verbose_name="la fecha se imprime tras el tipo"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="cb272d2943b4a63c43a98e9c9d4054a6a768236a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_966dc",
                                    table="informes_reunionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Actividad",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "informe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actividades",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("habilitacion_compromisos", "Habilitación de compromisos"),
                                    ("material_difusion", "Material de difusión"),
                                    (
                                        "archivo_fichas_consentimientos",
                                        "Archivo de fichas y consentimientos",
                                    ),
                                    ("difusion_evento", "Difusión en un evento"),
                                    ("envio_INE", "Envío al INE"),
                                    ("acuse_INE", "Acuse del INE"),
                                    ("difusion_aliados", "Difusión con alianzas estratégicas"),
                                    ("informe_cuantitativo", "Informe cuantitativo"),
                                    (
                                        "oficio_INE_recibido_atendido",
                                        "Oficio del INE recibido y atendido",
                                    ),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("descripcion", models.TextField(verbose_name="redacción")),
                        ("inicia_el", models.DateField(verbose_name="fecha, o inicio del periodo")),
                        ("termina_el", models.DateField(blank=True, null=True, verbose_name="fin")),
                        (
                            "rango_abierto",
                            models.BooleanField(
                                default=False,
                                help_text="Se imprime «dd/mm/aaaa al».",
                                verbose_name="el rango no tiene fin",
                            ),
                        ),
                        (
                            "orden",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Vacío: por fecha.", null=True
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("propuesta", "Propuesta"),
                                    ("aceptada", "Aceptada"),
                                    ("omitida", "Fuera del informe"),
                                    ("unida", "Unida a otro renglón"),
                                ],
                                default="propuesta",
                                max_length=10,
                            ),
                        ),
                        (
                            "origen",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actividades",
                                to="captura.acto",
                                verbose_name="acto del que nació",
                            ),
                        ),
                        (
                            "unida_a",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unidas",
                                to="informes.actividad",
                            ),
                        ),
                        (
                            "creada_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "editada_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "actividad",
                        "verbose_name_plural": "actividades",
                        "ordering": [
                            "informe",
                            models.OrderBy(models.F("orden"), nulls_last=True),
                            "inicia_el",
                            "pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("informe", "origen"),
                                name="actividad_una_por_acto_e_informe",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("termina_el", None),
                                    ("termina_el__gte", models.F("inicia_el")),
                                    _connector="OR",
                                ),
                                name="actividad_fechas_en_orden",
                                violation_error_message="La actividad termina antes de empezar.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rango_abierto", False), ("termina_el", None), _connector="OR"
                                ),
                                name="actividad_rango_abierto_sin_fin",
                                violation_error_message="Un rango abierto no lleva fecha de término.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("descripcion", ""), _negated=True),
                                name="actividad_con_redaccion",
                                violation_error_message="Escriba la redacción de la actividad.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_actividadevent" ("creada_por_id", "descripcion", "editada_por_id", "estado", "id", "informe_id", "inicia_el", "orden", "origen_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rango_abierto", "termina_el", "tipo", "unida_a_id") VALUES (NEW."creada_por_id", NEW."descripcion", NEW."editada_por_id", NEW."estado", NEW."id", NEW."informe_id", NEW."inicia_el", NEW."orden", NEW."origen_id", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."rango_abierto", NEW."termina_el", NEW."tipo", NEW."unida_a_id"); RETURN NULL;',
                                    hash="d7166c625e8e989b4f66abc233b843c6f0a1f297",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c5a41",
                                    table="informes_actividad",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_actividadevent" ("creada_por_id", "descripcion", "editada_por_id", "estado", "id", "informe_id", "inicia_el", "orden", "origen_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rango_abierto", "termina_el", "tipo", "unida_a_id") VALUES (NEW."creada_por_id", NEW."descripcion", NEW."editada_por_id", NEW."estado", NEW."id", NEW."informe_id", NEW."inicia_el", NEW."orden", NEW."origen_id", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."rango_abierto", NEW."termina_el", NEW."tipo", NEW."unida_a_id"); RETURN NULL;',
                                    hash="117d2dfa8e55ad6a2efadb2d0f92c6b1f39f0988",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_afe6f",
                                    table="informes_actividad",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DispensaDeHallazgo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "informe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dispensas",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "hallazgo",
                            models.CharField(max_length=24, verbose_name="clave del hallazgo"),
                        ),
                        ("regla", models.CharField(max_length=10)),
                        ("fragmento", models.TextField()),
                        ("motivo", models.TextField()),
                        (
                            "dispensado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("dispensado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "dispensa de un hallazgo",
                        "verbose_name_plural": "dispensas de hallazgos",
                        "ordering": ["informe", "dispensado_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("informe", "hallazgo"), name="dispensa_una_por_hallazgo"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("motivo", ""), _negated=True),
                                name="dispensa_con_motivo",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_dispensadehallazgoevent" ("dispensado_en", "dispensado_por_id", "fragmento", "hallazgo", "id", "informe_id", "motivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regla") VALUES (NEW."dispensado_en", NEW."dispensado_por_id", NEW."fragmento", NEW."hallazgo", NEW."id", NEW."informe_id", NEW."motivo", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."regla"); RETURN NULL;',
                                    hash="f36827ce7568c1384550bd2e7627d61055fa69d8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ef2f4",
                                    table="informes_dispensadehallazgo",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_dispensadehallazgoevent" ("dispensado_en", "dispensado_por_id", "fragmento", "hallazgo", "id", "informe_id", "motivo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regla") VALUES (NEW."dispensado_en", NEW."dispensado_por_id", NEW."fragmento", NEW."hallazgo", NEW."id", NEW."informe_id", NEW."motivo", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."regla"); RETURN NULL;',
                                    hash="7b1230e31aee120d8e42421f81c3cb5fbddc6967",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_26871",
                                    table="informes_dispensadehallazgo",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FechaConLugar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "actividad",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fechas_con_lugar",
                                to="informes.actividad",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField()),
                        ("fecha", models.DateField()),
                        ("lugar", models.CharField(max_length=120)),
                    ],
                    options={
                        "verbose_name": "fecha con lugar",
                        "verbose_name_plural": "fechas con lugar",
                        "ordering": ["actividad", "orden"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("actividad", "orden"),
                                name="fecha_con_lugar_orden_unico",
                                violation_error_message="Dos fechas no pueden ocupar el mismo sitio.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_fechaconlugarevent" ("actividad_id", "fecha", "id", "lugar", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actividad_id", NEW."fecha", NEW."id", NEW."lugar", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="468967f96fb6edbf99c79d3a6eecd2d5c95ed1dd",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_72152",
                                    table="informes_fechaconlugar",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_fechaconlugarevent" ("actividad_id", "fecha", "id", "lugar", "orden", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."actividad_id", NEW."fecha", NEW."id", NEW."lugar", NEW."orden", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="184f06c405bb84cd65336d4f068dc89ccfef3364",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_41484",
                                    table="informes_fechaconlugar",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FechaConLugarEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.fechaconlugar",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "actividad",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.actividad",
                            ),
                        ),
                        ("orden", models.PositiveSmallIntegerField()),
                        ("fecha", models.DateField()),
                        ("lugar", models.CharField(max_length=120)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3e4b70aa508646894401a0662818a201089b4104",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_edc6f",
                                    table="informes_fechaconlugarevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DispensaDeHallazgoEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.dispensadehallazgo",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "informe",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "hallazgo",
                            models.CharField(max_length=24, verbose_name="clave del hallazgo"),
                        ),
                        ("regla", models.CharField(max_length=10)),
                        ("fragmento", models.TextField()),
                        ("motivo", models.TextField()),
                        (
                            "dispensado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("dispensado_en", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2ad931f0df4985a5ad6086ee867730519ce832b5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_9f592",
                                    table="informes_dispensadehallazgoevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArchivoDeInforme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "informe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archivos",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "clase",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("docx", "Word"),
                                    ("firmado", "Escaneo firmado"),
                                    ("contenido", "Contenido"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "archivo",
                            models.FileField(
                                max_length=160,
                                storage=informes.models.informe.almacen_privado,
                                upload_to=informes.models.informe.ruta_de_archivo,
                            ),
                        ),
                        ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "guardado_por",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("guardado_en", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "archivo de un informe",
                        "verbose_name_plural": "archivos de informes",
                        "ordering": ["informe", "clase", "guardado_en"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("clase", "firmado"), _negated=True),
                                fields=("informe", "clase"),
                                name="archivo_congelado_una_vez",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="solo_se_anade",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="0b99ac589ec3aa91903178448accfbb82d2ebc3c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_solo_se_anade_2f86b",
                                    table="informes_archivodeinforme",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActividadEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.actividad",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "informe",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "tipo",
                            models.CharField(
                                choices=[
                                    ("habilitacion_compromisos", "Habilitación de compromisos"),
                                    ("material_difusion", "Material de difusión"),
                                    (
                                        "archivo_fichas_consentimientos",
                                        "Archivo de fichas y consentimientos",
                                    ),
                                    ("difusion_evento", "Difusión en un evento"),
                                    ("envio_INE", "Envío al INE"),
                                    ("acuse_INE", "Acuse del INE"),
                                    ("difusion_aliados", "Difusión con alianzas estratégicas"),
                                    ("informe_cuantitativo", "Informe cuantitativo"),
                                    (
                                        "oficio_INE_recibido_atendido",
                                        "Oficio del INE recibido y atendido",
                                    ),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("descripcion", models.TextField(verbose_name="redacción")),
                        ("inicia_el", models.DateField(verbose_name="fecha, o inicio del periodo")),
                        ("termina_el", models.DateField(blank=True, null=True, verbose_name="fin")),
                        (
                            "rango_abierto",
                            models.BooleanField(
                                default=False,
                                help_text="Se imprime «dd/mm/aaaa al».",
                                verbose_name="el rango no tiene fin",
                            ),
                        ),
                        (
                            "orden",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Vacío: por fecha.", null=True
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("propuesta", "Propuesta"),
                                    ("aceptada", "Aceptada"),
                                    ("omitida", "Fuera del informe"),
                                    ("unida", "Unida a otro renglón"),
                                ],
                                default="propuesta",
                                max_length=10,
                            ),
                        ),
                        (
                            "origen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="captura.acto",
                                verbose_name="acto del que nació",
                            ),
                        ),
                        (
                            "unida_a",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.actividad",
                            ),
                        ),
                        (
                            "creada_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "editada_por",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="9ee780e444fbc0cd2b7680eec2f35024ad8a1880",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f2e24",
                                    table="informes_actividadevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InformeMensualEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "mes",
                            models.DateField(
                                help_text="El día primero del mes que da nombre al informe."
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, verbose_name="versión"),
                        ),
                        (
                            "motivo_de_correccion",
                            models.TextField(
                                blank=True,
                                help_text="De la versión 2 en adelante.",
                                verbose_name="qué corrige",
                            ),
                        ),
                        ("desde", models.DateField(verbose_name="inicio del periodo")),
                        (
                            "hasta",
                            models.DateField(
                                blank=True,
                                help_text="Vacío mientras el mes corre.",
                                null=True,
                                verbose_name="fin del periodo",
                            ),
                        ),
                        (
                            "estado",
                            models.CharField(
                                choices=[
                                    ("borrador", "Borrador"),
                                    ("en_sesion", "En sesión"),
                                    ("aprobado", "Aprobado"),
                                    ("enviado", "Enviado al INE"),
                                    ("acusado", "Con acuse del INE"),
                                ],
                                default="borrador",
                                max_length=10,
                            ),
                        ),
                        (
                            "titulos",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Encabezado de una sección cuando no es el de costumbre: {sección: texto}.",
                                verbose_name="encabezados propios",
                            ),
                        ),
                        ("objetivo", models.TextField(blank=True)),
                        (
                            "fundamento",
                            models.TextField(blank=True, verbose_name="fundamento legal"),
                        ),
                        (
                            "introduccion",
                            models.TextField(
                                blank=True, verbose_name="párrafo inicial de actividades"
                            ),
                        ),
                        (
                            "nota_aprobacion",
                            models.TextField(blank=True, verbose_name="nota de aprobación"),
                        ),
                        (
                            "aprobado_el",
                            models.DateField(
                                blank=True, null=True, verbose_name="fecha de aprobación"
                            ),
                        ),
                        (
                            "sesion",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="sesión en que se aprobó"
                            ),
                        ),
                        (
                            "voto",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unanimidad", "Por unanimidad"),
                                    ("mayoria", "Por mayoría"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "firma_nombre",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="nombre de quien firma"
                            ),
                        ),
                        (
                            "firma_cargo",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="cargo de quien firma"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1fcc37db8a3954fb158ec734c927fff062dc3aae",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_abf88",
                                    table="informes_informemensualevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Oficio",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "proceso",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oficios",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "sentido",
                            models.CharField(
                                choices=[("enviado", "Enviado"), ("recibido", "Recibido")],
                                max_length=10,
                            ),
                        ),
                        ("numero", models.CharField(max_length=60, verbose_name="número")),
                        (
                            "canal",
                            models.CharField(
                                choices=[
                                    ("sivople", "SIVOPLE"),
                                    ("correo", "Correo electrónico"),
                                    ("papel", "Papel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("fecha", models.DateField()),
                        ("asunto", models.CharField(max_length=300)),
                        (
                            "corresponsal",
                            models.CharField(max_length=200, verbose_name="a quién o de quién"),
                        ),
                        (
                            "informe",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oficios",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "responder_antes_de",
                            models.DateField(
                                blank=True, null=True, verbose_name="se responde a más tardar"
                            ),
                        ),
                        (
                            "atendido_el",
                            models.DateField(blank=True, null=True, verbose_name="atendido el"),
                        ),
                        (
                            "acuse_el",
                            models.DateField(blank=True, null=True, verbose_name="acuse del"),
                        ),
                        (
                            "acuse_referencia",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="referencia del acuse"
                            ),
                        ),
                        (
                            "archivo",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                storage=informes.models.correspondencia.almacen_privado,
                                upload_to="oficios/",
                            ),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                        (
                            "avisos",
                            models.ManyToManyField(
                                blank=True, related_name="oficios", to="captura.avisoaline"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "oficio",
                        "ordering": ["-fecha", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("acuse_el", None), ("sentido", "enviado"), _connector="OR"
                                ),
                                name="oficio_solo_lo_enviado_lleva_acuse",
                                violation_error_message="Solo un oficio enviado lleva acuse.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("acuse_el", None),
                                    ("acuse_el__gte", models.F("fecha")),
                                    _connector="OR",
                                ),
                                name="oficio_acuse_despues_de_enviado",
                                violation_error_message="El acuse no puede ser anterior al oficio.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("atendido_el", None), ("sentido", "recibido"), _connector="OR"
                                ),
                                name="oficio_solo_lo_recibido_se_atiende",
                                violation_error_message="Solo un oficio recibido se atiende.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "informes_oficioevent" ("acuse_el", "acuse_referencia", "archivo", "asunto", "atendido_el", "canal", "corresponsal", "fecha", "id", "informe_id", "numero", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "registrado_en", "registrado_por_id", "responder_antes_de", "sentido") VALUES (NEW."acuse_el", NEW."acuse_referencia", NEW."archivo", NEW."asunto", NEW."atendido_el", NEW."canal", NEW."corresponsal", NEW."fecha", NEW."id", NEW."informe_id", NEW."numero", _pgh_attach_context(), conoceles_ahora(), \'insert\', NEW."id", NEW."proceso_id", NEW."registrado_en", NEW."registrado_por_id", NEW."responder_antes_de", NEW."sentido"); RETURN NULL;',
                                    hash="c881a07773f4651b2fc629dc1664fd286a1c549d",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5b816",
                                    table="informes_oficio",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "informes_oficioevent" ("acuse_el", "acuse_referencia", "archivo", "asunto", "atendido_el", "canal", "corresponsal", "fecha", "id", "informe_id", "numero", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proceso_id", "registrado_en", "registrado_por_id", "responder_antes_de", "sentido") VALUES (NEW."acuse_el", NEW."acuse_referencia", NEW."archivo", NEW."asunto", NEW."atendido_el", NEW."canal", NEW."corresponsal", NEW."fecha", NEW."id", NEW."informe_id", NEW."numero", _pgh_attach_context(), conoceles_ahora(), \'update\', NEW."id", NEW."proceso_id", NEW."registrado_en", NEW."registrado_por_id", NEW."responder_antes_de", NEW."sentido"); RETURN NULL;',
                                    hash="01541db9680157d6695d307e542df8ec12ad0fd3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_99373",
                                    table="informes_oficio",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OficioEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="informes.oficio",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "proceso",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="candidaturas.procesoelectoral",
                            ),
                        ),
                        (
                            "sentido",
                            models.CharField(
                                choices=[("enviado", "Enviado"), ("recibido", "Recibido")],
                                max_length=10,
                            ),
                        ),
                        ("numero", models.CharField(max_length=60, verbose_name="número")),
                        (
                            "canal",
                            models.CharField(
                                choices=[
                                    ("sivople", "SIVOPLE"),
                                    ("correo", "Correo electrónico"),
                                    ("papel", "Papel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("fecha", models.DateField()),
                        ("asunto", models.CharField(max_length=300)),
                        (
                            "corresponsal",
                            models.CharField(max_length=200, verbose_name="a quién o de quién"),
                        ),
                        (
                            "informe",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="informes.informemensual",
                            ),
                        ),
                        (
                            "responder_antes_de",
                            models.DateField(
                                blank=True, null=True, verbose_name="se responde a más tardar"
                            ),
                        ),
                        (
                            "atendido_el",
                            models.DateField(blank=True, null=True, verbose_name="atendido el"),
                        ),
                        (
                            "acuse_el",
                            models.DateField(blank=True, null=True, verbose_name="acuse del"),
                        ),
                        (
                            "acuse_referencia",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="referencia del acuse"
                            ),
                        ),
                        (
                            "archivo",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                storage=informes.models.correspondencia.almacen_privado,
                                upload_to="oficios/",
                            ),
                        ),
                        (
                            "registrado_por",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registrado_en", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="0c3ed062d2b9d4925a4249784087dbbfdf82250b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c4bba",
                                    table="informes_oficioevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
