"""The drawn map: north is up, nothing covers anything."""

from itertools import combinations
from math import hypot
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.chart import APART, RADIUS, chart
from schedule.distances import KILOMETRES_PER_DEGREE, kilometres
from schedule.next_dates import NextDate
from schedule.timeline import Commune, Place

NANTES = Commune(1, "Nantes", "nantes", "/nantes/", "44000", "44109")
positions = st.tuples(st.floats(46.9, 47.8), st.floats(-2.5, -1.0))
crowds = st.lists(positions, min_size=1, max_size=40) | st.integers(1, 40).map(lambda n: [(47.2, -1.5)] * n)


def drawn(found: list[tuple[float, float]]):
    return chart(nexts(found))


def nexts(found: list[tuple[float, float]]) -> list[NextDate]:
    places = (
        Place(number, f"Lieu {number}", NANTES, f"/{number}/", latitude=lat, longitude=lon)
        for number, (lat, lon) in enumerate(found, start=1)
    )
    return [NextDate(place, None, is_now=False, number=place.id) for place in places]


@given(crowds)
def test_no_mark_covers_another_and_all_are_inside(found):
    made = drawn(found)

    assert [mark.next.number for mark in made.marks] == list(range(1, len(found) + 1))
    assert all(hypot(a.x - b.x, a.y - b.y) >= APART for a, b in combinations(made.marks, 2))
    assert all(
        RADIUS <= m.x <= made.width - RADIUS and RADIUS <= m.y <= made.ground - RADIUS for m in made.marks
    )


@given(positions, positions)
def test_what_is_north_is_above_and_what_is_east_is_on_the_right(one, other):
    first, second = drawn([one, other]).marks

    assert first.true_y <= second.true_y if one[0] > other[0] else first.true_y >= second.true_y
    assert first.true_x >= second.true_x if one[1] > other[1] else first.true_x <= second.true_x


@given(positions, positions)
def test_distances_are_the_same_both_ways_and_never_longer_than_round_the_corner(one, other):
    corner = (one[0], other[1])

    assert kilometres(one, other) == kilometres(other, one)
    assert kilometres(one, other) <= kilometres(one, corner) + kilometres(corner, other) + 0.2
    assert kilometres(one, (one[0] + 1, one[1])) == KILOMETRES_PER_DEGREE * (one[0] + 1 - one[0])


def test_a_few_places_fit_the_narrowest_screen_and_many_keep_the_size_of_a_finger():
    few = drawn([(47.2 + 0.02 * n, -1.5) for n in range(8)])
    many = drawn([(47.2 + 0.001 * n, -1.5) for n in range(60)])

    assert (few.is_large, few.width) == (False, 280)
    assert many.is_large


@pytest.mark.parametrize("apart", [0, 0.001, 0.025])  # degrees: one hall, one town, a department
def test_two_hundred_places_are_drawn_once_and_then_kept(apart):
    found = [(47.2 + n % 14 * apart, -1.5 + n % 11 * apart) for n in range(200)]
    moments = [process_time()]

    for _ in range(2):
        made = drawn(found)
        moments.append(process_time())

    assert len(made.marks) == 200
    assert moments[1] - moments[0] < 2  # a third of it on a machine that does nothing else
    assert moments[2] - moments[1] < 0.1


def test_the_map_stays_the_same_when_the_list_is_in_another_order():
    found = [(47.2, -1.5), (47.2, -1.5), (47.21, -1.52), (47.3, -1.4)]
    listed = nexts(found)

    one, other = (
        {mark.next.place.id: (mark.x, mark.y) for mark in chart(order).marks}
        for order in (listed, listed[::-1])
    )

    assert one == other


def test_places_without_a_position_make_no_map():
    nowhere = Place(1, "Lieu", NANTES, "/1/")

    assert chart([NextDate(nowhere, None, is_now=False)]) is None


def test_a_town_is_named_where_its_name_covers_no_mark():
    made = drawn([(47.2297, -1.5402), (47.2147, -1.7245)])

    assert [[line for line, _y in label.lines] for label in made.labels] == [["Nantes"]]
