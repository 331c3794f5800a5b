//! A member who answers by a personal link, without a browser: what the page on their phone sends at last.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::NaiveDate;
use declaration::{Edition, Form, FormPart};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Outcome;

/// Of all that a member would say, what is theirs alone, or the rest.
///
/// # Errors
/// When the bundled edition is refused.
pub fn part(says: &Value, part: FormPart, today: NaiveDate) -> Outcome<Value> {
    let form = Form::new(Edition::bundled().map_err(|refusal| format!("{refusal:?}"))?);
    Ok(form.with_part(part).relevant(says, today))
}

/// Answers the link at that address with all that the member says; gives the declaration.
///
/// # Errors
/// When the platform does not take it.
pub fn answer(address: &str, platform: SocketAddr, says: &Value, today: NaiveDate) -> Outcome<Uuid> {
    let fragment = address.split_once("#a").ok_or("an address of no link")?.1;
    let both = URL_SAFE_NO_PAD.decode(fragment)?;
    let (id, token) = both.split_at_checked(16).ok_or("a fragment that is cut short")?;
    let id = Uuid::from_slice(id)?;
    let key = json!({
        "declaration": id, "token": URL_SAFE_NO_PAD.encode(token), "born": says["about"]["born"]
    });
    let own = part(says, FormPart::Own, today)?;
    let phone = URL_SAFE_NO_PAD.encode([7; 32]);
    let body = json!({ "key": key, "today": today, "answers": own, "guardian": "陈建国", "phone": phone })
        .to_string();
    let mut stream = TcpStream::connect(platform)?;
    write!(
        stream,
        "POST /me/api/link/send HTTP/1.1\r\nHost: {platform}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut said = String::new();
    stream.read_to_string(&mut said)?;
    if said.starts_with("HTTP/1.1 200") {
        Ok(id)
    } else {
        Err(format!("the link was not taken: {said}").into())
    }
}
