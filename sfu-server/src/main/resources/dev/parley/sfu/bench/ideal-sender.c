// The least that a server with one system call for each packet can spend: encrypt (AES-128-GCM, a key for each destination, as
// SRTP has), sendto, and nothing else. A second process reads what is sent, as a client does. Prints packets, CPU seconds of
// the sender, and packets that were read.
// usage: ideal-sender DESTINATIONS SECONDS PACKETS_PER_DESTINATION_AND_SECOND MOMENTS_PER_SECOND
//   (MIN_PAYLOAD MAX_PAYLOAD WEIGHT)...
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <openssl/evp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1000, KINDS = 8, HEADER = 12, TAG = 16 };

static int sockets[MOST];
static struct sockaddr_in addresses[MOST];
static EVP_CIPHER_CTX *ciphers[MOST];

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static int receiver(struct sockaddr_in *address) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), bytes = 4 << 20;
  socklen_t length = sizeof *address;
  *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  if (fd < 0 || bind(fd, (struct sockaddr *)address, length) || getsockname(fd, (struct sockaddr *)address, &length)) {
    perror("receiver");
    exit(1);
  }
  return fd;
}

// Until nothing has come for half a second.
static void drain(int destinations, int result) {
  static uint8_t buffer[32][2048];
  struct iovec vectors[32];
  struct mmsghdr messages[32] = {0};
  struct epoll_event ready[256];
  long received = 0;
  int epoll = epoll_create1(0), count;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int i = 0; i < 32; i++) {
    vectors[i] = (struct iovec){buffer[i], sizeof buffer[i]};
    messages[i].msg_hdr.msg_iov = &vectors[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  for (int i = 0; i < destinations; i++) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = sockets[i]};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, sockets[i], &event)) exit(1);
  }
  while ((count = epoll_wait(epoll, ready, 256, received ? 500 : 5000)) > 0)
    for (int i = 0; i < count; i++)
      for (int got = 32; got == 32;)
        if ((got = recvmmsg(ready[i].data.fd, messages, 32, 0, NULL)) > 0) received += got;
  exit(write(result, &received, sizeof received) != sizeof received);
}

int main(int argc, char **argv) {
  int destinations = argc > 7 && argc % 3 == 2 ? atoi(argv[1]) : 0, kinds = (argc - 5) / 3, weights = 0;
  int min[KINDS], max[KINDS], weight[KINDS];
  double seconds = argc > 2 ? atof(argv[2]) : 0, rate = argc > 3 ? atof(argv[3]) : 0;
  int moments = argc > 4 ? atoi(argv[4]) : 0;
  if (destinations < 1 || destinations > MOST || kinds > KINDS || seconds <= 0 || rate <= 0 || moments < 1) return 2;
  for (int k = 0; k < kinds; k++) {
    min[k] = atoi(argv[5 + 3 * k]);
    max[k] = atoi(argv[6 + 3 * k]);
    weights += weight[k] = atoi(argv[7 + 3 * k]);
    if (min[k] < 1 || max[k] < min[k] || max[k] > 1400 || weight[k] < 1) return 2;
  }
  for (int i = 0; i < destinations; i++) sockets[i] = receiver(&addresses[i]);
  int result[2];
  if (pipe(result)) return 1;
  pid_t reader = fork();
  if (reader == 0) drain(destinations, result[1]);

  static uint8_t payload[1500], key[16], iv[12];
  uint8_t packet[1600] = {0x80, 96};
  for (int i = 0; i < destinations; i++) {
    memcpy(key, &i, sizeof i);
    ciphers[i] = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(ciphers[i], EVP_aes_128_gcm(), NULL, key, iv);
  }
  int fd = socket(AF_INET, SOCK_DGRAM, 0), bytes = 4 << 20, length;
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  uint64_t number = 0;
  uint32_t die = 1;
  double begun = now(CLOCK_MONOTONIC), cpu = now(CLOCK_THREAD_CPUTIME_ID), due = 0;
  // What is sent to everyone at a moment is ready then, as a track brings it.
  for (int moment = 1; moment <= seconds * moments; moment++) {
    int burst = (int)(moment * rate / moments) - (int)((moment - 1) * rate / moments);
    for (int k = 0; k < burst * destinations; k++) {
      die = die * 1664525u + 1013904223u;
      int pick = (int)((die >> 8) % (unsigned)weights), kind = 0;
      while ((pick -= weight[kind]) >= 0) kind++;
      int size = min[kind] + (int)((die >> 4) % (unsigned)(max[kind] - min[kind] + 1));
      memcpy(iv, &number, sizeof number);
      memcpy(packet + 4, &number, sizeof number);
      number++;
      EVP_CIPHER_CTX *gcm = ciphers[k % destinations];
      EVP_EncryptInit_ex(gcm, NULL, NULL, NULL, iv);
      EVP_EncryptUpdate(gcm, NULL, &length, packet, HEADER);
      EVP_EncryptUpdate(gcm, packet + HEADER, &length, payload, size);
      EVP_EncryptFinal_ex(gcm, packet + HEADER + size, &length);
      EVP_CIPHER_CTX_ctrl(gcm, EVP_CTRL_GCM_GET_TAG, TAG, packet + HEADER + size);
      struct sockaddr_in *to = &addresses[k % destinations];
      sendto(fd, packet, HEADER + size + TAG, 0, (struct sockaddr *)to, sizeof *to);
    }
    due = begun + (double)moment / moments - now(CLOCK_MONOTONIC);
    if (due > 0) usleep((useconds_t)(due * 1e6));
  }
  cpu = now(CLOCK_THREAD_CPUTIME_ID) - cpu;
  long received = 0;
  if (read(result[0], &received, sizeof received) != sizeof received) return 1;
  waitpid(reader, NULL, 0);
  printf("%llu %.4f %ld\n", (unsigned long long)number, cpu, received);
  return 0;
}
