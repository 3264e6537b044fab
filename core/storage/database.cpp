// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <sqlite3.h>

#include <limits>
#include <utility>

namespace tunescope {
namespace {

constexpr int kBusyMilliseconds = 5000;

int openFlags(OpenMode mode)
{
    switch (mode) {
    case OpenMode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case OpenMode::ReadWrite:
    case OpenMode::ReadOnly:
        return SQLITE_OPEN_READWRITE;
    case OpenMode::Immutable:
        break;
    }
    return SQLITE_OPEN_READONLY;
}

/// SQLite's URI form of a path, with everything but unreserved characters and '/' escaped.
std::string uriOf(const std::string& path, OpenMode mode)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char character : path) {
        const auto byte = static_cast<unsigned char>(character);
        const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                             (byte >= '0' && byte <= '9') ||
                             std::string_view("/-._~").find(character) != std::string_view::npos;
        if (isPlain) {
            uri += character;
        } else {
            uri += '%';
            uri += kHex[byte >> 4U];
            uri += kHex[byte & 0xFU];
        }
    }
    return mode == OpenMode::Immutable ? uri + "?immutable=1" : uri;
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3* database) const
{
    sqlite3_close_v2(database);
}

Result<bool> Statement::next()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    Error error = m_database->lastError();
    reset();
    return fail(std::move(error));
}

Result<void> Statement::finish()
{
    while (true) {
        const Result<bool> row = next();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::string Statement::text(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    if (text == nullptr)
        return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::number(int column) const
{
    return isNull(column) ? std::numeric_limits<double>::quiet_NaN()
                          : sqlite3_column_double(m_statement.get(), column);
}

std::optional<double> Statement::optionalNumber(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(sqlite3_column_double(m_statement.get(), column));
}

std::span<const std::byte> Statement::bytes(int column) const
{
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(m_statement.get(), column));
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data == nullptr ? std::span<const std::byte>() : std::span(data, static_cast<std::size_t>(size));
}

void Statement::bind(int index, std::string_view value)
{
    sqlite3_bind_text64(m_statement.get(), index, value.data() == nullptr ? "" : value.data(), value.size(),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bind(int index, double value)
{
    sqlite3_bind_double(m_statement.get(), index, value);
}

void Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), index, value);
}

void Statement::bind(int index, std::span<const std::byte> value)
{
    if (value.empty())
        sqlite3_bind_zeroblob(m_statement.get(), index, 0);
    else
        sqlite3_bind_blob64(m_statement.get(), index, value.data(), value.size(), SQLITE_STATIC);
}

void Statement::bind(int index, std::nullopt_t)
{
    sqlite3_bind_null(m_statement.get(), index);
}

Database::Database(std::string path) : m_path(std::move(path)) {}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, OpenMode mode)
{
    std::unique_ptr<Database> database(new Database(path));
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(uriOf(path, mode).c_str(), &handle,
                                     openFlags(mode) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    database->m_database.reset(handle);
    if (handle == nullptr)
        return fail(ErrorCode::OutOfMemory, {{"what", path}});
    if (code != SQLITE_OK)
        return fail(database->lastError());
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyMilliseconds);
    if (mode == OpenMode::ReadOnly || mode == OpenMode::Immutable) {
        if (const auto done = database->execute("PRAGMA query_only = 1"); !done)
            return fail(done.error());
    }
    return database;
}

Result<void> Database::execute(const char* sql)
{
    if (sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(lastError());
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    Statement statement;
    statement.m_database = this;
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(m_database.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    statement.m_statement.reset(handle);
    if (code != SQLITE_OK)
        return fail(lastError());
    return statement;
}

Result<std::string> Database::query(std::string_view sql)
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return fail(statement.error());
    const Result<bool> row = statement->next();
    if (!row)
        return fail(row.error());
    return *row ? statement->text(0) : std::string();
}

int Database::changes() const
{
    return sqlite3_changes(m_database.get());
}

Error Database::lastError() const
{
    const int code = sqlite3_errcode(m_database.get()) & 0xFF;
    const std::vector<ErrorArg> args{{"path", m_path}, {"detail", sqlite3_errmsg(m_database.get())}};
    switch (code) {
    case SQLITE_FULL:
        return {ErrorCode::StudyDiskFull, args};
    case SQLITE_CORRUPT:
        return {ErrorCode::StudyDamaged, args};
    case SQLITE_NOTADB:
        return {ErrorCode::StudyNotAStudy, args};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::StudyInUse, args};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::StudyReadOnly, args};
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return {ErrorCode::FileUnreadable, args};
    default:
        return {ErrorCode::StudyWriteFailed, args};
    }
}

} // namespace tunescope
