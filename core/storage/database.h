// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace tunescope {

class Database;

/// A prepared statement. Values go in by binding only; parameters are numbered from 1, columns from 0.
class Statement
{
public:
    Statement() = default;

    /// Binds the arguments in order, runs to the end and resets. For statements without result rows.
    template <class... Args>
    [[nodiscard]] Result<void> run(const Args&... args)
    {
        bindAll(args...);
        return finish();
    }

    /// Binds the arguments in order and leaves the statement ready for next(). Bytes are not copied: they
    /// must stay until the statement is reset.
    template <class... Args>
    void start(const Args&... args)
    {
        bindAll(args...);
    }

    /// True if there is a row, false after the last one (the statement is then reset).
    [[nodiscard]] Result<bool> next();
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double number(int column) const; ///< Not-a-number for NULL.
    [[nodiscard]] std::optional<double> optionalNumber(int column) const;
    /// Valid until the next call on the statement.
    [[nodiscard]] std::span<const std::byte> bytes(int column) const;

private:
    friend class Database;

    void bind(int index, std::string_view value);
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, double value); ///< Not-a-number is stored as NULL.
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, std::span<const std::byte> value);
    void bind(int index, std::nullopt_t);
    template <class T>
    void bind(int index, const std::optional<T>& value)
    {
        if (value)
            bind(index, *value);
        else
            bind(index, std::nullopt);
    }

    template <class... Args>
    void bindAll(const Args&... args)
    {
        reset();
        int index = 0;
        (bind(++index, args), ...);
    }
    [[nodiscard]] Result<void> finish();

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    Database* m_database = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

enum class OpenMode {
    Create, ///< A new file in it.
    ReadWrite,
    ReadOnly,  ///< Queries only; the folder can be written to, so that a log left by a crash can be read.
    Immutable, ///< The folder cannot be written to: no locks, no log. Nothing else may write meanwhile.
};

/// A connection to one SQLite file. Used by one thread at a time.
class Database
{
public:
    /// Errors: StudyNotAStudy, StudyDamaged, StudyReadOnly, FileUnreadable.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& path, OpenMode mode);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() = default;

    /// Runs statements that take no values and give no rows of interest.
    [[nodiscard]] Result<void> execute(const char* sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// The first column of the first row; empty if there is none.
    [[nodiscard]] Result<std::string> query(std::string_view sql);
    /// Rows changed by the last statement.
    [[nodiscard]] int changes() const;

    /// The last failure of this connection: StudyDiskFull, StudyDamaged, StudyInUse, StudyWriteFailed, ...
    [[nodiscard]] Error lastError() const;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    explicit Database(std::string path);

    struct Close {
        void operator()(sqlite3* database) const;
    };

    std::string m_path;
    std::unique_ptr<sqlite3, Close> m_database;
};

} // namespace tunescope
