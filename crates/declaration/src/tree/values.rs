//! Records and lists as CEL values that hand out their parts without copying them.

use cel::ExecutionError;
use cel::common::traits::{Container, Indexer, Iterable, Iterator, Sizer};
use cel::common::types::{CelInt, CelString, LIST_TYPE, MAP_TYPE, Type};
use cel::common::value::{CowVal, Val};

use super::{Cell, ListCell, RecordCell};

static RECORD: Type = MAP_TYPE;
static LIST: Type = LIST_TYPE;

impl Val for RecordCell<'_> {
    fn get_type(&self) -> &Type {
        &RECORD
    }

    fn cel_type() -> &'static Type {
        &RECORD
    }

    fn as_indexer<'b, 'w>(&'b self) -> Option<&'b (dyn Indexer + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn clone_as_boxed<'w>(&self) -> Box<dyn Val + 'w>
    where
        Self: 'w,
    {
        Box::new(self.clone())
    }
}

impl Indexer for RecordCell<'_> {
    fn get<'b, 'w>(&'b self, name: &dyn Val) -> Result<CowVal<'b, 'w>, ExecutionError>
    where
        Self: 'w,
    {
        let slot = name.downcast_ref::<CelString>().and_then(|name| self.slot(name.inner()));
        slot.map(|slot| CowVal::Borrowed(slot.cell.as_val()))
            .ok_or_else(|| ExecutionError::no_such_key("member"))
    }

    fn steal<'w>(self: Box<Self>, name: &dyn Val) -> Result<Box<dyn Val + 'w>, ExecutionError>
    where
        Self: 'w,
    {
        self.get(name).map(CowVal::into_owned)
    }
}

impl Val for ListCell<'_> {
    fn get_type(&self) -> &Type {
        &LIST
    }

    fn cel_type() -> &'static Type {
        &LIST
    }

    fn as_container(&self) -> Option<&dyn Container> {
        Some(self)
    }

    fn as_indexer<'b, 'w>(&'b self) -> Option<&'b (dyn Indexer + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn as_iterable<'b, 'w>(&'b self) -> Option<&'b (dyn Iterable + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn as_sizer(&self) -> Option<&dyn Sizer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        let Some(other) = other.as_iterable() else { return false };
        let mut others = other.iter();
        self.cells.iter().all(|cell| others.next().is_some_and(|other| cell.as_val().equals(other)))
            && others.next().is_none()
    }

    fn clone_as_boxed<'w>(&self) -> Box<dyn Val + 'w>
    where
        Self: 'w,
    {
        Box::new(self.clone())
    }
}

impl Container for ListCell<'_> {
    fn contains(&self, value: &dyn Val) -> Result<bool, ExecutionError> {
        Ok(self.cells.iter().any(|cell| cell.as_val().equals(value)))
    }
}

impl Sizer for ListCell<'_> {
    fn size(&self) -> CelInt {
        CelInt::from(i64::try_from(self.cells.len()).unwrap_or(i64::MAX))
    }
}

impl Iterable for ListCell<'_> {
    fn iter<'b, 'w>(&'b self) -> Box<dyn Iterator<'b, 'w> + 'b>
    where
        Self: 'w,
    {
        Box::new(Cells(self.cells.iter()))
    }
}

struct Cells<'b, 'a>(std::slice::Iter<'b, Cell<'a>>);

impl<'b, 'a: 'w, 'w> Iterator<'b, 'w> for Cells<'b, 'a> {
    fn next(&mut self) -> Option<&'b (dyn Val + 'w)> {
        self.0.next().map(|cell| cell.as_val() as &(dyn Val + 'w))
    }
}

impl Indexer for ListCell<'_> {
    fn get<'b, 'w>(&'b self, index: &dyn Val) -> Result<CowVal<'b, 'w>, ExecutionError>
    where
        Self: 'w,
    {
        let place = index.downcast_ref::<CelInt>().and_then(|index| usize::try_from(*index.inner()).ok());
        let cell = place.and_then(|place| self.cells.get(place));
        cell.map(|cell| CowVal::Borrowed(cell.as_val())).ok_or_else(|| ExecutionError::no_such_key("place"))
    }

    fn steal<'w>(self: Box<Self>, index: &dyn Val) -> Result<Box<dyn Val + 'w>, ExecutionError>
    where
        Self: 'w,
    {
        self.get(index).map(CowVal::into_owned)
    }
}
