// SPDX-License-Identifier: GPL-3.0-or-later
// A distribution's Qt is not built with ThreadSanitizer: the order that its queued events, joins and futures make between
// threads is real, but not seen, and all that they carry would be reported. This file tells the sanitizer of that order, of
// each kind at its own address, so that nothing else is taken to be ordered by it. It is linked into the tests of that build
// only, itself without the sanitizer; each __wrap_ function stands before the one of Qt that it calls (the linker's --wrap, in
// the CMakeLists.txt here).

#define QFUTURE_TEST // Qt's own word for: the state that futures share is public

#include <QCoreApplication>
#include <QEvent>
#include <QFutureInterface>
#include <QMetaObject>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>
#include <dlfcn.h>
#include <functional>
#include <sanitizer/tsan_interface.h>

// ThreadSanitizer's, in none of its headers.
extern "C" void AnnotateIgnoreWritesBegin(const char *file, int line);
extern "C" void AnnotateIgnoreWritesEnd(const char *file, int line);

// As in Qt's private header qobject_p.h, which tools like this one use in place of signals that were emitted.
struct QSignalSpyCallbackSet
{
    void (*signalBegin)(QObject *sender, int signal, void **arguments);
    void (*slotBegin)(QObject *receiver, int method, void **arguments);
    void (*signalEnd)(QObject *sender, int signal);
    void (*slotEnd)(QObject *receiver, int method);
};

/// In place of Qt's: QtTest takes the spies away when the last test function is over, but members of a test end their threads
/// later.
Q_DECL_EXPORT void qt_register_signal_spy_callbacks(QSignalSpyCallbackSet *) {}

namespace {

void release(const volatile void *address)
{
    __tsan_release(const_cast<void *>(address));
}

void acquire(const volatile void *address)
{
    __tsan_acquire(const_cast<void *>(address));
}

/// Who emitted the signal that this event brings; null of an invokeMethod(). A QMetaCallEvent's first two fields, which Qt's
/// own library wrote, are int signalId_ and const QObject *sender_.
const QObject *senderOf(const QEvent *event)
{
    struct Fields
    {
        int signal;
        const QObject *sender;
    };
    return reinterpret_cast<const Fields *>(event + 1)->sender;
}

/// On the thread that handles the event, before it does: after the emission or the post that it comes from.
bool beforeEvent(void **parameters)
{
    const auto *const receiver = static_cast<const QObject *>(parameters[0]);
    const auto *const event = static_cast<const QEvent *>(parameters[1]);
    acquire(receiver); // deleteLater(), postEvent()
    if (event->type() == QEvent::MetaCall) {
        if (const QObject *sender = senderOf(event))
            acquire(sender);
    }
    return false;
}

/// A thread's own finished() comes after what ended its event loop, and is the last that it emits: what a join comes after.
void beforeSignal(QObject *sender, int, void **)
{
    if (sender == QThread::currentThread())
        acquire(sender);
    release(sender);
}

void afterSignal(QObject *sender, int)
{
    release(sender);
}

QSignalSpyCallbackSet spies{beforeSignal, nullptr, afterSignal, nullptr};

/// A function that was handed to Qt. What the thread had done that handed it over comes before its calls, and these come before
/// its end, whoever has the last share in it; two calls are not ordered by it.
class Handed final : public QtPrivate::QSlotObjectBase
{
public:
    explicit Handed(QtPrivate::QSlotObjectBase *function) : QSlotObjectBase(&Handed::run), m_function(function) { release(&m_function); }

private:
    static void run(int what, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *result)
    {
        auto *const self = static_cast<Handed *>(base);
        acquire(&self->m_function);
        switch (what) {
        case Call:
            self->m_function->call(receiver, arguments);
            release(&self->m_called);
            return;
        case Compare:
            *result = self->m_function->compare(arguments);
            return;
        default:
            acquire(&self->m_called);
            self->m_function->destroyIfLastRef();
            delete self;
        }
    }

    QtPrivate::QSlotObjectBase *const m_function;
    const char m_called = 0; ///< its address alone is used
};

[[maybe_unused]] const bool registered = [] {
    using Register = void (*)(QSignalSpyCallbackSet *);
    reinterpret_cast<Register>(dlsym(RTLD_NEXT, "_Z32qt_register_signal_spy_callbacksP21QSignalSpyCallbackSet"))(&spies);
    return QInternal::registerCallback(QInternal::EventNotifyCallback, beforeEvent);
}();

} // namespace

#define CS_WRAPPED(name, symbol, result, ...) \
    result real##name(__VA_ARGS__) __asm__("__real_" symbol); \
    result wrap##name(__VA_ARGS__) __asm__("__wrap_" symbol); \
    result wrap##name(__VA_ARGS__)

CS_WRAPPED(Wait, "_ZN7QThread4waitE14QDeadlineTimer", bool, QThread *thread, QDeadlineTimer deadline);
CS_WRAPPED(Quit, "_ZN7QThread4quitEv", void, QThread *thread);
CS_WRAPPED(Exit, "_ZN7QThread4exitEi", void, QThread *thread, int code);
CS_WRAPPED(Post, "_ZN16QCoreApplication9postEventEP7QObjectP6QEventi", void, QObject *receiver, QEvent *event, int priority);
CS_WRAPPED(Invoke, "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv", bool,
           QObject *receiver, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result);
CS_WRAPPED(Connect, "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject",
           QMetaObject::Connection, const QObject *sender, void **signal, const QObject *receiver, void **method,
           QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, const int *types, const QMetaObject *meta);
CS_WRAPPED(DeleteLater, "_ZN7QObject11deleteLaterEv", void, QObject *object);
CS_WRAPPED(Deref, "_ZNK20QFutureInterfaceBase6derefTEv", bool, const QFutureInterfaceBase *future);
CS_WRAPPED(EndFuture, "_ZN20QFutureInterfaceBaseD2Ev", void, QFutureInterfaceBase *future);
CS_WRAPPED(Pool, "_ZN11QThreadPool5startESt8functionIFvvEEi", void, QThreadPool *pool, std::function<void()> job, int priority);
CS_WRAPPED(PoolDone, "_ZN11QThreadPool11waitForDoneEi", bool, QThreadPool *pool, int timeout);
CS_WRAPPED(Release, "_ZN10QSemaphore7releaseEi", void, QSemaphore *semaphore, int count);
CS_WRAPPED(Acquire, "_ZN10QSemaphore7acquireEi", void, QSemaphore *semaphore, int count);
CS_WRAPPED(TryAcquire, "_ZN10QSemaphore10tryAcquireEi", bool, QSemaphore *semaphore, int count);
CS_WRAPPED(TryAcquireFor, "_ZN10QSemaphore10tryAcquireEii", bool, QSemaphore *semaphore, int count, int timeout);
#undef CS_WRAPPED

bool wrapWait(QThread *thread, QDeadlineTimer deadline)
{
    const bool ended = realWait(thread, deadline);
    if (ended)
        acquire(thread);
    return ended;
}

void wrapQuit(QThread *thread)
{
    release(thread);
    realQuit(thread);
}

void wrapExit(QThread *thread, int code)
{
    release(thread);
    realExit(thread, code);
}

void wrapPost(QObject *receiver, QEvent *event, int priority)
{
    release(receiver);
    realPost(receiver, event, priority);
}

bool wrapInvoke(QObject *receiver, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    return realInvoke(receiver, new Handed(slot), type, result);
}

QMetaObject::Connection wrapConnect(const QObject *sender, void **signal, const QObject *receiver, void **method,
                                    QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, const int *types, const QMetaObject *meta)
{
    return realConnect(sender, signal, receiver, method, new Handed(slot), type, types, meta);
}

void wrapDeleteLater(QObject *object)
{
    release(object);
    realDeleteLater(object);
}

/// Whoever gives the last share of a future's results back destroys them, after all who gave back theirs before.
bool wrapDeref(const QFutureInterfaceBase *future)
{
    const void *const shared = future->d;
    release(shared);
    const bool others = realDeref(future);
    if (!others)
        acquire(shared);
    return others;
}

/// The state itself goes with the last share of another count, which says nothing of who has it: Qt's own memory, whose end is
/// overlooked. The results in it have ended by then.
void wrapEndFuture(QFutureInterfaceBase *future)
{
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    realEndFuture(future);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
}

/// Of a pool, the starts before the jobs, and the jobs before the wait for all of them; two jobs are not ordered by it.
void wrapPool(QThreadPool *pool, std::function<void()> job, int priority)
{
    const char *const done = reinterpret_cast<const char *>(pool) + 1;
    std::function<void()> ordered = [pool, done, job = std::move(job)] {
        acquire(pool);
        job();
        release(done);
    };
    release(pool);
    realPool(pool, std::move(ordered), priority);
}

bool wrapPoolDone(QThreadPool *pool, int timeout)
{
    const bool done = realPoolDone(pool, timeout);
    if (done)
        acquire(reinterpret_cast<const char *>(pool) + 1);
    return done;
}

void wrapRelease(QSemaphore *semaphore, int count)
{
    release(semaphore);
    realRelease(semaphore, count);
}

void wrapAcquire(QSemaphore *semaphore, int count)
{
    realAcquire(semaphore, count);
    acquire(semaphore);
}

bool wrapTryAcquire(QSemaphore *semaphore, int count)
{
    const bool taken = realTryAcquire(semaphore, count);
    if (taken)
        acquire(semaphore);
    return taken;
}

bool wrapTryAcquireFor(QSemaphore *semaphore, int count, int timeout)
{
    const bool taken = realTryAcquireFor(semaphore, count, timeout);
    if (taken)
        acquire(semaphore);
    return taken;
}
