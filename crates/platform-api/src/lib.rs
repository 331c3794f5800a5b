//! What goes over the wire between app and platform, and what each answer means.
