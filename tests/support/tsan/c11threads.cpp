// SPDX-License-Identifier: GPL-3.0-or-later
// librdkafka may be built on C11's threads, which ThreadSanitizer does not know: a thread that it did not see begin brings it
// down. These take the place of the C library's in a test, by POSIX threads, which it does know; glibc's types are the same
// bytes. What librdkafka's locks order is seen by that too. How they begin and end stays the C library's: what orders that are
// atomics, which are not seen.

#include <cerrno>
#include <memory>
#include <pthread.h>
#include <threads.h>

namespace {

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t) && sizeof(cnd_t) == sizeof(pthread_cond_t) && sizeof(thrd_t) == sizeof(pthread_t));

pthread_mutex_t *posix(mtx_t *mutex)
{
    return reinterpret_cast<pthread_mutex_t *>(mutex);
}

pthread_cond_t *posix(cnd_t *condition)
{
    return reinterpret_cast<pthread_cond_t *>(condition);
}

int outcome(int error)
{
    switch (error) {
    case 0: return thrd_success;
    case ENOMEM: return thrd_nomem;
    case EBUSY: return thrd_busy;
    case ETIMEDOUT: return thrd_timedout;
    default: return thrd_error;
    }
}

struct Start
{
    thrd_start_t function;
    void *argument;
};

void *run(void *given)
{
    const std::unique_ptr<Start> start(static_cast<Start *>(given));
    return reinterpret_cast<void *>(static_cast<std::intptr_t>(start->function(start->argument)));
}

} // namespace

extern "C" {

int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
{
    auto start = std::make_unique<Start>(Start{function, argument});
    const int error = pthread_create(thread, nullptr, run, start.get());
    if (error == 0)
        (void)start.release();
    return outcome(error);
}

int thrd_join(thrd_t thread, int *result)
{
    void *returned = nullptr;
    const int error = pthread_join(thread, &returned);
    if (error == 0 && result != nullptr)
        *result = static_cast<int>(reinterpret_cast<std::intptr_t>(returned));
    return outcome(error);
}

int thrd_detach(thrd_t thread)
{
    return outcome(pthread_detach(thread));
}

int mtx_lock(mtx_t *mutex)
{
    return outcome(pthread_mutex_lock(posix(mutex)));
}

int mtx_trylock(mtx_t *mutex) noexcept
{
    return outcome(pthread_mutex_trylock(posix(mutex)));
}

int mtx_unlock(mtx_t *mutex) noexcept
{
    return outcome(pthread_mutex_unlock(posix(mutex)));
}

int cnd_signal(cnd_t *condition) noexcept
{
    return outcome(pthread_cond_signal(posix(condition)));
}

int cnd_broadcast(cnd_t *condition) noexcept
{
    return outcome(pthread_cond_broadcast(posix(condition)));
}

int cnd_wait(cnd_t *condition, mtx_t *mutex)
{
    return outcome(pthread_cond_wait(posix(condition), posix(mutex)));
}

int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const timespec *until)
{
    return outcome(pthread_cond_timedwait(posix(condition), posix(mutex), until));
}

} // extern "C"
