// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace tunescope {
namespace {

/// Whether the locked file is still the one of that name: its last owner may have removed it meanwhile.
bool isCurrent(int file, const std::string& path)
{
    struct stat locked {
    };
    struct stat named {
    };
    return fstat(file, &locked) == 0 && stat(path.c_str(), &named) == 0 && locked.st_ino == named.st_ino &&
           locked.st_dev == named.st_dev;
}

} // namespace

Result<StudyLock> StudyLock::acquire(const std::string& studyPath)
{
    const std::string path = studyPath + "-lock";
    constexpr mode_t kMode = 0644;
    while (true) {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
        if (file < 0)
            return fail(ErrorCode::StudyReadOnly, {{"path", studyPath}});
        StudyLock lock(path, file);
        if (flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            lock.m_path.clear(); // Another one's: leave it.
            return fail(ErrorCode::StudyInUse, {{"path", studyPath}});
        }
        if (isCurrent(file, path))
            return lock;
        lock.m_path.clear();
    }
}

StudyLock::StudyLock(std::string path, int file) : m_path(std::move(path)), m_file(file) {}

StudyLock::StudyLock(StudyLock&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_file(std::exchange(other.m_file, -1))
{
    other.m_path.clear();
}

StudyLock& StudyLock::operator=(StudyLock&& other) noexcept
{
    if (this != &other) {
        release();
        m_path = std::exchange(other.m_path, std::string());
        m_file = std::exchange(other.m_file, -1);
    }
    return *this;
}

StudyLock::~StudyLock()
{
    release();
}

void StudyLock::release()
{
    if (m_file < 0)
        return;
    if (!m_path.empty())
        unlink(m_path.c_str());
    ::close(std::exchange(m_file, -1));
}

} // namespace tunescope
