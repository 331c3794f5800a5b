//! The OpenAPI 3.1 document: addresses from the handlers, shapes from `platform-api`, answers from the rulebook's schema.

mod sealed;

use serde_json::{Value, json};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Guitu platform",
        description = "Sealed health declarations of travellers returning to Zhejiang: taken, judged, answered with a receipt and a health code."
    ),
    paths(
        super::put_revision,
        super::put_letter,
        super::status,
        super::statuses::statuses,
        super::personal_links::personal_links,
        super::rulebook,
        super::files::metadata,
        super::files::target,
        super::keys,
        super::alive, super::ready
    ),
    components(schemas(platform_api::Status, platform_api::AnsweredLinks)),
    modifiers(&FollowTokenScheme)
)]
struct Document;

struct FollowTokenScheme;

impl Modify for FollowTokenScheme {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The follow token, base64url: HKDF-SHA-256 of the declaration's secret, info `guitu follow token v2`. \
                 Its digest travelled inside the latest revision's envelope.",
            ))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("follow_token", SecurityScheme::Http(scheme));
    }
}

/// The document, with the answers' schema of the current edition and what an envelope holds: a submission, or a letter.
pub(crate) fn document(answers: Option<&Value>) -> Value {
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    if let (Some(answers), Some(schemas)) = (answers, document.pointer_mut("/components/schemas")) {
        schemas["Answers"] = answers.clone();
        schemas["Submission"] = sealed::submission();
        schemas["Letter"] = sealed::letter();
    }
    everywhere(&mut document);
    if let Some(stored) = document.pointer_mut(STORED) {
        stored["links"] = json!({ "status": {
            "operationId": "get_status",
            "parameters": { "id": "$request.path.id" },
            "description": "With the follow token whose digest the envelope held."
        } });
    }
    document
}

/// The answer to a revision that was taken.
const STORED: &str = "/paths/~1v2~1declarations~1{id}~1revisions~1{revision}/put/responses/200";

/// Any request may be one too many, or come when there is too much to do.
fn everywhere(document: &mut Value) {
    let problem = |description: &str| {
        json!({
            "description": description,
            "headers": { "Retry-After": { "description": "Seconds", "schema": { "type": "integer", "minimum": 1 } } },
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
        })
    };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    for (_, operation) in paths.filter_map(|(_, path)| path.as_object_mut()).flatten() {
        if operation.get("responses").is_some() {
            for (status, any) in [("429", "too-many-requests"), ("503", "unavailable")] {
                let own = operation["responses"][status]["description"].as_str().unwrap_or(any).to_owned();
                operation["responses"][status] = problem(&own);
            }
        }
    }
}
