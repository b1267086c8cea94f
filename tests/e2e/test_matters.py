"""What a venue and the staff settle beside the floor: statements, notices, troubles, a line of text, head counts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.installation import Venue
from tests.e2e.screens import Screens, open_tab, row

pytestmark = pytest.mark.e2e


def test_statement_registered_on_the_remote_is_called_up_in_the_hall(screens: Screens, venue: Venue) -> None:
    window = screens.as_venue(venue)
    hall, remote = screens.face(window, "hall"), screens.face(window, "remote")
    statements = open_tab(screens.control("chair"), "Tham luận")
    title = f"Kinh nghiệm của {venue.name}"

    remote.get_by_text("Đăng ký tham luận").click()
    remote.get_by_label("Tên tham luận").fill(title)
    remote.get_by_label("Người trình bày, chức vụ").fill("Đại diện điểm cầu")
    remote.get_by_role("button", name="Đăng ký", exact=True).click()
    row(statements, title).get_by_role("button", name="Duyệt", exact=True).click()
    expect(row(remote.locator("main"), title).get_by_text("Đã duyệt")).to_be_visible()
    statements.get_by_role("button", name="Nhắc hai lượt tiếp theo").click()

    expect(hall.get_by_text("Chuẩn bị phát biểu")).to_be_visible()
    expect(hall.get_by_text(title)).to_be_visible()

    row(statements, title).get_by_role("button", name="Mời phát biểu").click()
    expect(hall.get_by_text("Điểm cầu đang phát biểu")).to_be_visible()
    open_tab(statements.page, "Phát biểu").get_by_role("button", name="Kết thúc phát biểu").click()
    expect(hall.get_by_text("Chuẩn bị phát biểu")).to_have_count(0)


def test_notice_to_a_branch_is_seen_by_its_operator_only(screens: Screens, venue: Venue) -> None:
    elsewhere = next(one for one in screens.installation.venues if one.branch != venue.branch)
    remote = screens.face(screens.as_venue(venue), "remote")
    neighbour = screens.face(screens.as_venue(elsewhere), "remote")
    notices = open_tab(screens.control("secretary"), "Thông báo")
    text = f"Gửi riêng {venue.branch}"

    notices.get_by_label("Thông báo mới").fill(text)
    notices.locator("select").nth(0).select_option("branch")
    notices.locator("select").nth(1).select_option(label=venue.branch)
    notices.get_by_role("button", name="Gửi", exact=True).click()
    sent = row(notices, text)
    expect(sent.get_by_text("0/")).to_be_visible()
    row(remote.locator("main"), text).get_by_role("button", name="Đã xem").click()

    expect(sent.get_by_text("1/")).to_be_visible()
    # The neighbour has what came after it, so it would have had this.
    notices.get_by_label("Thông báo mới").fill("Gửi mọi điểm cầu")
    notices.locator("select").nth(0).select_option("all")
    notices.get_by_role("button", name="Gửi", exact=True).click()
    expect(row(neighbour.locator("main"), "Gửi mọi điểm cầu")).to_be_visible()
    expect(neighbour.get_by_text(text)).to_have_count(0)


def test_trouble_is_reported_taken_and_solved(screens: Screens, venue: Venue) -> None:
    remote = screens.face(screens.as_venue(venue), "remote")
    troubles = open_tab(screens.control("technical"), "Sự cố")

    remote.get_by_role("button", name="Tiếng", exact=True).click()
    remote.get_by_label("Mô tả sự cố").fill("Loa bên trái không kêu")
    remote.get_by_role("button", name="Gửi bàn kỹ thuật").click()
    reported = row(troubles, venue.name)
    expect(reported.get_by_text("Loa bên trái không kêu")).to_be_visible()
    reported.get_by_role("button", name="Nhận xử lý").click()
    expect(remote.get_by_text("Đang xử lý")).to_be_visible()
    reported.get_by_role("button", name="Đã khắc phục").click()

    expect(remote.get_by_text("Đã khắc phục")).to_be_visible()
    expect(reported.get_by_role("button", name="Đã khắc phục")).to_have_count(0)


def test_line_of_text_runs_both_ways(screens: Screens, venue: Venue) -> None:
    remote = screens.face(screens.as_venue(venue), "remote")
    control = screens.control("technical")
    messages = open_tab(control, "Trao đổi")

    remote.get_by_label("Tin nhắn").fill("Xin kiểm tra giúp micro")
    remote.get_by_label("Tin nhắn").press("Enter")
    row(messages, venue.name).get_by_role("button").click()
    desk = control.get_by_role("dialog")
    expect(desk.get_by_text("Xin kiểm tra giúp micro")).to_be_visible()
    desk.get_by_label("Tin nhắn").fill("Đã nhận, đang kiểm tra")
    desk.get_by_label("Tin nhắn").press("Enter")

    expect(remote.get_by_text("Đã nhận, đang kiểm tra")).to_be_visible()


def test_head_count_reaches_control_room_and_hall(screens: Screens, venue: Venue) -> None:
    window = screens.as_venue(venue)
    remote, hall = screens.face(window, "remote"), screens.face(window, "hall")
    control = screens.control("technical")
    control.get_by_placeholder("Tìm: hai phong").fill(venue.name)
    found = row(control.locator("#wall"), venue.name)

    remote.get_by_label("Số đại biểu trong phòng").fill("1234")
    remote.get_by_role("button", name="Báo số").click()

    expect(remote.get_by_text("1.234").first).to_be_visible()
    expect(found.get_by_text("1.234 đại biểu")).to_be_visible()
    expect(hall.get_by_text("Toàn hội nghị: 1.234 đại biểu")).to_be_visible()
