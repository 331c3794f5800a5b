//! A page as a printer takes it. The window draws it, since it has the letters of every language; here its picture becomes a document of
//! one page, which is handed on and never kept.

use super::KioskError;

/// A page is never more than this.
const MOST: usize = 4 << 20;
/// Points to the inch, and pixels to the inch as the window draws.
const POINTS: f64 = 72.0;
const PIXELS: f64 = 150.0;

/// A document of one page that shows this JPEG, at 150 pixels to the inch.
pub(super) fn document(jpeg: &[u8]) -> Result<Vec<u8>, KioskError> {
    let (width, height) = size(jpeg).filter(|_| jpeg.len() <= MOST).ok_or(KioskError::NoPage)?;
    let points = |pixels: u16| f64::from(pixels) * POINTS / PIXELS;
    let (across, down) = (points(width), points(height));
    let drawn = format!("q {across:.2} 0 0 {down:.2} 0 0 cm /Page Do Q");
    let picture = format!(
        "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>",
        jpeg.len()
    );
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across:.2} {down:.2}] /Resources << /XObject << /Page 4 0 R >> >> /Contents 5 0 R >>"
    );
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    let mut object = |pdf: &mut Vec<u8>, head: &str, stream: Option<&[u8]>| {
        starts.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{head}\n", starts.len()).bytes());
        if let Some(stream) = stream {
            pdf.extend_from_slice(b"stream\n");
            pdf.extend_from_slice(stream);
            pdf.extend_from_slice(b"\nendstream\n");
        }
        pdf.extend_from_slice(b"endobj\n");
    };
    object(&mut pdf, "<< /Type /Catalog /Pages 2 0 R >>", None);
    object(&mut pdf, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", None);
    object(&mut pdf, &page, None);
    object(&mut pdf, &picture, Some(jpeg));
    object(&mut pdf, &format!("<< /Length {} >>", drawn.len()), Some(drawn.as_bytes()));
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", starts.len() + 1).bytes());
    for start in &starts {
        pdf.extend(format!("{start:010} 00000 n \n").bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", starts.len() + 1);
    pdf.extend(end.bytes());
    Ok(pdf)
}

/// Width and height of a JPEG in three colours, as its frame says.
fn size(jpeg: &[u8]) -> Option<(u16, u16)> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let segment = after.get(..length)?;
        // Frames, but not the tables that stand between their numbers.
        if (0xc0..=0xcf).contains(marker) && ![0xc4, 0xc8, 0xcc].contains(marker) {
            let [8, h1, h0, w1, w0, 3, ..] = segment else { return None };
            let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
            return (width > 0 && height > 0).then_some((width, height));
        }
        rest = after.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a JPEG of 1240 × 1754 pixels, as much as is read of one.
    fn jpeg() -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc0, 0, 17, 8];
        bytes.extend([1754u16.to_be_bytes(), 1240u16.to_be_bytes()].concat());
        bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn a_page_is_as_large_as_it_was_drawn() {
        let pdf = document(&jpeg()).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/MediaBox [0 0 595.20 841.92]"), "1240 × 1754 pixels are a sheet of A4");
        let table: usize =
            text.rsplit("startxref\n").next().and_then(|end| end.lines().next()?.parse().ok()).unwrap();
        assert!(pdf[table..].starts_with(b"xref\n0 6\n"), "a reader finds its table");
        assert!(pdf.windows(jpeg().len()).any(|part| part == jpeg()), "and the picture as it is");
    }

    #[test]
    fn what_is_no_page_is_not_printed() {
        let whole = jpeg();
        for cut in 0..25 {
            assert!(document(&whole[..cut]).is_err(), "{cut} bytes of a picture are none");
        }
        assert!(document(b"%!PS (a program for the printer) run").is_err(), "nor is anything else");
        let large = [jpeg(), vec![0; MOST]].concat();
        assert!(document(&large).is_err(), "nor more than a page");
    }
}
